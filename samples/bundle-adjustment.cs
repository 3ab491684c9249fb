#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// Cameras and points from what the cameras see of the points: Jacobians by Vmap(Jacobian(residual)), steps by the Schur
// complement. The scene is made from a seed and can be written to a file, as benchmarks/ceres reads it:
//   dotnet run samples/bundle-adjustment.cs [-- CAMERAS POINTS OBSERVATIONS [FILE]]
using System.Globalization;
using Nabla.Optimization;
using Nabla.Tensors;
using static Nabla.Tensors.Tensor;

var (cameraCount, pointCount, seenCount) = args.Length > 2 ? (int.Parse(args[0]), int.Parse(args[1]), int.Parse(args[2])) : (8, 150, 620);
var random = new Random(1);
var (cameraOf, pointOf) = (new int[seenCount], new int[seenCount]);
for (var i = 0; i < seenCount; i++) (cameraOf[i], pointOf[i]) = ((i + i / pointCount * 7) % cameraCount, i % pointCount);

// The true scene: points in a cube, cameras around it that look at its middle.
var points = Rows(pointCount, _ => [Between(-1, 1), Between(-1, 1), Between(-1, 1)]);
var cameras = Rows(cameraCount, _ =>
{
    var turn = new[] { Between(-0.6, 0.6), Between(-1.2, 1.2), Between(-0.6, 0.6) };
    var centre = Rotate(-From(turn), From<double>([0, 0, -5])).ToArray<double>();
    return [.. turn, .. centre, Between(450, 550), Between(-5, 5), Between(-5, 5), Between(-0.02, 0.02), Between(-0.002, 0.002)];
});
var pixels = new double[seenCount, 2];
for (var i = 0; i < seenCount; i++)
{
    var seen = Reproject(cameras[cameraOf[i]], points[pointOf[i]], Zeros([2], DType.Float64));
    for (var k = 0; k < 2; k++) pixels[i, k] = (double)seen[k] + Normal(0.5);
}

// What the solver is given: everything off by a little.
double[] off = [0.01, 0.01, 0.01, 0.05, 0.05, 0.05, 5, 1, 1, 0.002, 0.0002];
cameras += Rows(cameraCount, _ => [.. off.Select(Normal)]);
points += Rows(pointCount, _ => [Normal(0.02), Normal(0.02), Normal(0.02)]);
if (args.Length > 3) File.WriteAllLines(args[3], Lines());

var cameraBlocks = new ParameterBlocks("camera", cameras);
var pointBlocks = new ParameterBlocks("point", points);
var reprojections = ResidualBlocks.Of(Reproject, (cameraBlocks, cameraOf), (pointBlocks, pointOf), From(pixels));
var fit = Optimize.Fit([reprojections]);
Console.WriteLine($"{cameraCount} cameras, {pointCount} points, {seenCount} observations: {fit.Explanation}");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sum of squares {fit.StartCost:R} -> {fit.Cost:R} in {fit.Iterations} iterations"));
return fit.Converged && fit.Cost < 0.5 * seenCount ? 0 : 1;

// A camera is a turn, a centre, the focal length, the principal point and two coefficients of radial distortion.
static Tensor Reproject(Tensor camera, Tensor point, Tensor pixel)
{
    var before = Rotate(camera[..3], point - camera[3..6]);
    var flat = before[..2] / before[2];
    var square = Sum(flat * flat);
    return camera[6] * (1 + camera[9] * square + camera[10] * square * square) * flat + camera[7..9] - pixel;
}

// Rodrigues' formula. No camera here is exactly unturned, where the angle has no derivative.
static Tensor Rotate(Tensor turn, Tensor x)
{
    var angle = Sqrt(Sum(turn * turn));
    var axis = turn / angle;
    return Cos(angle) * x + Sin(angle) * Cross(axis, x) + (1 - Cos(angle)) * Sum(axis * x) * axis;
}

static Tensor Cross(Tensor a, Tensor b) =>
    Stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);

static Tensor Rows(int count, Func<int, double[]> row) => Stack([.. Enumerable.Range(0, count).Select(i => From(row(i)))]);
double Between(double from, double to) => from + (to - from) * random.NextDouble();
double Normal(double deviation) => deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

// BAL's layout: counts; camera, point and pixel of each observation; the numbers of all cameras and points.
IEnumerable<string> Lines() =>
[
    $"{cameraCount} {pointCount} {seenCount}",
    .. Enumerable.Range(0, seenCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"{cameraOf[i]} {pointOf[i]} {pixels[i, 0]:R} {pixels[i, 1]:R}")),
    .. cameras.ToArray<double>().Concat(points.ToArray<double>()).Select(x => x.ToString("R", CultureInfo.InvariantCulture)),
];
