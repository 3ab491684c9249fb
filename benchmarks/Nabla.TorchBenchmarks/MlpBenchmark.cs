using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>The step of <see cref="Mlp"/> against the same network, numbers and rate in libtorch.</summary>
static class MlpBenchmark
{
    public static void Run(Rows rows, int rounds)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var x = rand(64, 784);
        var labels = randint(0, 10, [64]);
        int[] labelNumbers = [.. labels.data<long>().Select(l => (int)l)];
        var ours = new Mlp();
        x.data<float>().ToArray().CopyTo(ours.Inputs);
        Tensor[] weights = new Tensor[3], biases = new Tensor[3];
        for (var i = 0; i < 3; i++)
        {
            weights[i] = (randn(Mlp.Sizes[i], Mlp.Sizes[i + 1]) / Math.Sqrt(Mlp.Sizes[i])).detach().requires_grad_();
            biases[i] = zeros(Mlp.Sizes[i + 1]).requires_grad_();
            weights[i].data<float>().ToArray().CopyTo(ours.Weights(i));
        }

        float TheirStep(bool read)
        {
            using var inner = NewDisposeScope();
            var h = x;
            for (var i = 0; i < 3; i++)
            {
                h = addmm(biases[i], h, weights[i], 1, 1);
                if (i < 2) h = nn.functional.relu(h);
            }

            var loss = nn.functional.cross_entropy(h, labels);
            loss.backward();
            using (no_grad())
            {
                foreach (var p in (ReadOnlySpan<Tensor>)[.. weights, .. biases])
                {
                    p.add_(p.grad!, alpha: -0.05f);
                    p.grad!.zero_();
                }
            }

            return read ? loss.item<float>() : 0;
        }

        for (var i = 0; i < 100; i++)
        {
            float a = ours.Step(labelNumbers), b = TheirStep(true);
            if (!(Math.Abs(a - b) < 1e-3)) throw new InvalidOperationException($"Step {i}: the losses are {a} and {b}.");
        }

        var times = Interleaved.Measure([() => ours.Step(labelNumbers), () => TheirStep(false), Peak.Single], rounds, Threads.Count > 1);
        var operations = 2.0 * 64 * (784 * 256 * 2 + 256 * 128 * 3 + 128 * 10 * 3);
        rows.Add("MLP 784-256-128-10, batch 64, step", times[0], times[1],
            operations / times[0] / (Peak.Operations<float>() / times[2] * Threads.Count), operations / times[0] / 1e9);
    }
}
