// What a user's first project does with the package: the generator inside it makes the record a tree, and the gradient of
// a loss by the record is a record.
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;

var layer = new Linear(Tensor.Ones([3, 2], DType.Float64), Tensor.Zeros([2], DType.Float64));
var x = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
for (var step = 0; step < 3; step++)
{
    var (loss, gradient) = ValueAndGrad(l => Tensor.Sum(l.Apply(x) * l.Apply(x)), layer);
    Console.WriteLine($"loss {(double)loss}, by {gradient}");
    layer -= 0.005 * gradient;
}

var last = (double)Tensor.Sum(layer.Apply(x) * layer.Apply(x));
Console.WriteLine($"loss {last}, of {layer}");
return last < 1 && layer.ToString() == "Linear { Weight = float64(3, 2), Bias = float64(2) }" ? 0 : 1;

[Tree]
public sealed partial record Linear(Tensor Weight, Tensor Bias)
{
    public Tensor Apply(Tensor x) => Tensor.MatMul(x, Weight) + Bias;
}
