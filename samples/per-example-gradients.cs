#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// The network of train.cs with a gradient for every example, Vmap(Grad(loss)), each cut to a norm before they are averaged:
// no single image moves the weights far.
//   dotnet run samples/per-example-gradients.cs [-- [FOLDER_OF_IDX_FILES] STEPS]      6000 steps reach 86 %
using Nabla.Randomness;
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

const int Batch = 20;
const double MostNorm = 8;
var folder = args.Length > 1 ? args[0] : null;
var steps = args.Length > 0 ? int.Parse(args[^1]) : 60;
var (train, test) = (FashionMnist.Train(folder), FashionMnist.Test(folder));
var (first, second) = Key.Of(1).Split();
var model = new Network(
    new(first.Normal([784, 64]) * Math.Sqrt(2.0 / 784), Zeros([64])),
    new(second.Normal([64, 10]) * Math.Sqrt(1.0 / 64), Zeros([10])));

// One image, one label, one number: the batch is Vmap's affair.
static Tensor Loss(Network model, Example one)
{
    var logits = model.Apply(one.Image);
    return Log(Sum(Exp(logits))) - Sum(Where(Equal(one.Label, Arange(10)), logits, 0));
}

static Tensor SquaredNorm(Network gradient) => Tree.Leaves(gradient).Aggregate((Tensor)0, (sum, leaf) => sum + Sum(leaf * leaf));

var perExample = Vmap(Grad<Network, Example>(Loss), (null, 0));
var norms = Vmap<Network, Tensor>(gradient => Sqrt(SquaredNorm(gradient)));
var scaled = Vmap<Network, Tensor, Network>((gradient, share) => share * gradient);
for (var step = 0; step < steps; step++)
{
    var start = step * Batch % (train.Labels.Length - Batch + 1);
    var batch = new Example(
        From<float>(train.Images.AsSpan(784 * start, 784 * Batch), [Batch, 784]),
        From<int>(train.Labels.AsSpan(start, Batch), [Batch]));

    var gradients = perExample(model, batch);                   // a Network whose leaves have one more axis: the examples
    var length = norms(gradients);
    var share = Min(1, MostNorm / length) / Batch;
    var rate = 0.3 * (1 - step / (double)steps);
    model -= rate * Tree.Map(scaled(gradients, share), leaf => Sum(leaf, [0]));
    if (step % (steps / 4 + 1) != 0) continue;
    var all = length.ToArray<float>();
    var cut = all.Count(n => n > MostNorm);
    Console.WriteLine($"step {step,4}  gradient norms {all.Min():0.00} to {all.Max():0.00}, {cut} of {Batch} cut");
}

var count = test.Labels.Length;
var scores = model.Apply(From(test.Images, [count, 784])).ToArray<float>();
var guesses = scores.Chunk(10).Select(row => Array.IndexOf(row, row.Max()));
var right = guesses.Zip(test.Labels, (guess, label) => guess == label).Count(equal => equal) / (double)count;
Console.WriteLine($"{100 * right:0.0} % of {count} test images are named right after {steps} steps");
return right >= (steps >= 6000 ? 0.85 : 0.55) ? 0 : 1;

[Tree]
sealed partial record Layer(Tensor Weight, Tensor Bias);

[Tree]
sealed partial record Network(Layer Hidden, Layer Out)
{
    public Tensor Apply(Tensor x) => MatMul(Relu(MatMul(x, Hidden.Weight) + Hidden.Bias), Out.Weight) + Out.Bias;
}

[Tree]
readonly partial record struct Example(Tensor Image, Tensor Label);
