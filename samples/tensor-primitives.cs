#:project ../src/Nabla/Nabla.csproj
#:package System.Numerics.Tensors
#:property PublishAot=false

// The framework's Tensor<T> and TensorPrimitives on the numbers of Nabla's tensors, which are spans: no copy is made of them.
using System.Numerics.Tensors;
using static Nabla.Differentiate;
using Tensor = Nabla.Tensors.Tensor;

// From the framework's tensor to ours: its elements are copied once, since ours is immutable.
var table = System.Numerics.Tensors.Tensor.Create<float>([0, 1, 1, 1, 2, 1, 3, 1], [4, 2]);
var elements = new float[table.FlattenedLength];
table.FlattenTo(elements);
var x = Tensor.From(elements, [4, 2]);
var y = Tensor.From([1f, 3, 5, 7]);

Tensor Loss(Tensor w) => Tensor.Mean(Tensor.Pow(Tensor.MatMul(x, w) - y, 2));

// Weights of our own in an array that a vectorized loop of the framework updates in place: w ← w − η∇L.
var weights = new float[2];
var epochs = 0;
for (var steepest = float.MaxValue; steepest > 1e-4 && epochs < 1000; epochs++)
{
    var gradient = Grad(Loss, Tensor.From(weights));
    ReadOnlySpan<float> slope = gradient.AsSpan<float>();
    TensorPrimitives.MultiplyAdd(slope, -0.1f, weights, weights);
    steepest = TensorPrimitives.Norm(slope);
    GC.KeepAlive(gradient);
}

Console.WriteLine($"after {epochs} epochs: slope {weights[0]:0.000}, offset {weights[1]:0.000}");

// From ours to the framework's: a view with our shape over our memory, on which its operations work.
var predictions = Tensor.MatMul(x, Tensor.From(weights));
var view = new ReadOnlyTensorSpan<float>(predictions.AsSpan<float>(), [2, 2], [2, 1]);
Console.WriteLine($"predictions as a {view.Lengths[0]} × {view.Lengths[1]} matrix, last {view[1, 1]:0.00}, sum {System.Numerics.Tensors.Tensor.Sum(view):0.00}");
Console.WriteLine($"cosine to the targets {TensorPrimitives.CosineSimilarity(predictions.AsSpan<float>(), y.AsSpan<float>()):0.0000}");
GC.KeepAlive(predictions);

return Math.Abs(weights[0] - 2) < 1e-2 && Math.Abs(weights[1] - 1) < 1e-2 ? 0 : 1;
