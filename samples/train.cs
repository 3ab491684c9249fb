#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// A 784-64-10 network learns to name clothes in the four steps of backpropagation, written out:
//   dotnet run samples/train.cs [-- [FOLDER_OF_IDX_FILES] STEPS]      3000 steps reach 86 %
using Nabla.Randomness;
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

const int Batch = 100;
var folder = args.Length > 1 ? args[0] : null;
var steps = args.Length > 0 ? int.Parse(args[^1]) : 120;
var (train, test) = (FashionMnist.Train(folder), FashionMnist.Test(folder));
var (first, second) = Key.Of(1).Split();
var model = new Network(
    new(first.Normal([784, 64]) * Math.Sqrt(2.0 / 784), Zeros([64])),
    new(second.Normal([64, 10]) * Math.Sqrt(1.0 / 64), Zeros([10])));
Console.WriteLine(model);

for (var step = 0; step < steps; step++)
{
    var start = step * Batch % (train.Labels.Length - Batch + 1);
    var x = From<float>(train.Images.AsSpan(784 * start, 784 * Batch), [Batch, 784]);
    var y = From<int>(train.Labels.AsSpan(start, Batch), [Batch, 1]);

    Tensor Loss(Network m)
    {
        var logits = m.Apply(x);                                            // 1. forward
        var chosen = Sum(Where(Equal(y, Arange(10)), logits, 0), [-1]);
        return Sum(Log(Sum(Exp(logits), [-1])) - chosen) / Batch;           // 2. loss: cross-entropy
    }

    var (loss, gradient) = ValueAndGrad(Loss, model);                       // 3. backward: ∇L by every weight
    model -= 0.2 * gradient;                                                // 4. update: w ← w − η∇L
    if (step % 30 == 0) Console.WriteLine($"step {step,5}  loss {(double)loss:0.000}");
}

var count = test.Labels.Length;
var scores = model.Apply(From(test.Images, [count, 784])).ToArray<float>();
var guesses = scores.Chunk(10).Select(row => Array.IndexOf(row, row.Max()));
var share = guesses.Zip(test.Labels, (guess, label) => guess == label).Count(right => right) / (double)count;
Console.WriteLine($"{100 * share:0.0} % of {count} test images are named right after {steps} steps");
return share >= (steps >= 3000 ? 0.85 : 0.7) ? 0 : 1;

[Tree]
sealed partial record Layer(Tensor Weight, Tensor Bias);

[Tree]
sealed partial record Network(Layer Hidden, Layer Out)
{
    public Tensor Apply(Tensor x) => MatMul(Relu(MatMul(x, Hidden.Weight) + Hidden.Bias), Out.Weight) + Out.Bias;
}
