using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Tests.Primitives;

/// <summary>A sample at its inputs as a function of those that vary, and the derivatives that laws compare.</summary>
sealed class LawFunctions
{
    readonly Sample _sample;
    readonly Tensor[] _inputs;
    readonly int[] _varying;
    readonly Random _random;

    public LawFunctions(Sample sample, DType dtype)
    {
        _sample = sample;
        _inputs = sample.Make(dtype);
        _varying = sample.Varying;
        _random = new(sample.Seed() + 1);
        X = [.. _varying.Select(i => _inputs[i])];
        Direction = [.. X.Select(Like)];
        Other = [.. X.Select(Like)];
        Y = F(X)[0];
        Weights = Like(Y.DType.IsFloating ? Y : Y.To(dtype));
    }

    public Tensor[] X { get; }

    public Tensor Y { get; }

    public Tensor[] Direction { get; }

    public Tensor[] Other { get; }

    public Tensor Weights { get; }

    public bool HasReverse => HasDerivative && !_sample.IsForwardOnly;

    public bool HasDerivative => _varying.Length > 0 && Y.DType.IsFloating;

    public Tensor[] F(Tensor[] x)
    {
        Tensor[] all = [.. _inputs];
        for (var i = 0; i < x.Length; i++) all[_varying[i]] = x[i];
        return [_sample.Apply(all)];
    }

    /// <summary>The sum of the results with weights.</summary>
    public Tensor[] G(Tensor[] x) => [Tensor.Sum(F(x)[0] * Weights)];

    public Tensor[] GradG(Tensor[] x) => Gradient(G, x);

    public Tensor[] AlongG(Tensor[] x, Tensor[] dx) => Forward.Jvp(G, x, dx).Tangents;

    public static Tensor[] Gradient(Func<Tensor[], Tensor[]> g, Tensor[] x)
    {
        var linear = Linearization.Of(g, x);
        var bars = linear.Reverse([Tensor.Ones(Shape.Scalar, linear.Values[0].DType)]);
        return [.. bars.Select((bar, i) => bar ?? Tensor.Zeros(x[i].Type))];
    }

    public static Tensor Dot(Tensor[] x, Tensor[] y)
    {
        Tensor sum = Tensor.Zeros(Shape.Scalar, x[0].DType);
        for (var i = 0; i < x.Length; i++) sum += Tensor.Sum(x[i] * y[i]);
        return sum;
    }

    public static double[] Numbers(params Tensor[] tensors) => [.. tensors.SelectMany(t => t.ToArray<double>())];

    Tensor Like(Tensor x)
    {
        var numbers = new double[x.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = _random.NextDouble() * 2 - 1;
        return Tensor.From(numbers, x.Shape).To(x.DType);
    }
}
