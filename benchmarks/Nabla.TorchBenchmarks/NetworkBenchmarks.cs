using Nabla.Execution.Kernels;
using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>Convolution and attention, forward and with all gradients, against libtorch in float.</summary>
static unsafe class NetworkBenchmarks
{
    public static void Convolutions(Rows rows, int rounds)
    {
        var s = new ConvolutionShape(32, 32, 28, 28, 64, 3, 3) { PadY = 1, PadX = 1 };
        using var scope = NewDisposeScope();
        Tensor x = rand(32, 32, 28, 28) - 0.5, w = rand(64, 32, 3, 3) - 0.5, yBar = rand(32, 64, 28, 28) - 0.5;
        Tensor y = zeros_like(yBar), xBar = zeros_like(x), wBar = zeros_like(w);
        float* px = TensorMemory.Data<float>(x), pw = TensorMemory.Data<float>(w), pyBar = TensorMemory.Data<float>(yBar), py = TensorMemory.Data<float>(y), pxBar = TensorMemory.Data<float>(xBar), pwBar = TensorMemory.Data<float>(wBar);
        x.requires_grad = w.requires_grad = true;
        void Forward() => Convolution.Forward(s, px, pw, py);
        void Both()
        {
            Convolution.Forward(s, px, pw, py);
            Convolution.BackwardInput(s, pyBar, pw, pxBar);
            Convolution.BackwardWeights(s, pyBar, px, pwBar);
        }

        void TheirForward()
        {
            using var off = no_grad();
            using var result = nn.functional.conv2d(x, w, padding: [1, 1]);
        }

        void TheirBoth()
        {
            using var inner = NewDisposeScope();
            x.grad = null;
            w.grad = null;
            nn.functional.conv2d(x, w, padding: [1, 1]).backward([yBar]);
        }

        Both();
        TheirBoth();
        using (no_grad()) Compare("conv2d", [(nn.functional.conv2d(x, w, padding: [1, 1]), y), (x.grad!, xBar), (w.grad!, wBar)]);
        var operations = 2.0 * 32 * 64 * 784 * s.Taps;
        Report("conv2d 32×32×28×28, 3×3 to 64, forward", Forward, TheirForward, operations);
        Report("the same, forward and both gradients", Both, TheirBoth, 3 * operations);

        void Report(string name, Action ours, Action theirs, double count) => Add(rows, name, ours, theirs, count, rounds);
    }

    public static void Attentions(Rows rows, int rounds)
    {
        foreach (var (heads, length, depth) in new[] { (12, 64, 64), (4, 256, 32), (8, 1024, 64) })
        {
            var s = new AttentionShape(heads, length, length, depth, depth) { Scale = 1 / Math.Sqrt(depth) };
            using var scope = NewDisposeScope();
            Tensor Make() => rand(1, heads, length, depth) - 0.5;
            Tensor q = Make(), k = Make(), v = Make(), oBar = Make(), o = zeros_like(q), sums = zeros(heads, length);
            Tensor qBar = zeros_like(q), kBar = zeros_like(q), vBar = zeros_like(q);
            float* pq = TensorMemory.Data<float>(q), pk = TensorMemory.Data<float>(k), pv = TensorMemory.Data<float>(v), po = TensorMemory.Data<float>(o), poBar = TensorMemory.Data<float>(oBar), pSums = TensorMemory.Data<float>(sums);
            float* pqBar = TensorMemory.Data<float>(qBar), pkBar = TensorMemory.Data<float>(kBar), pvBar = TensorMemory.Data<float>(vBar);
            q.requires_grad = k.requires_grad = v.requires_grad = true;
            void Both()
            {
                Attention.Forward(s, pq, pk, pv, po, pSums);
                Attention.Backward(s, pq, pk, pv, po, pSums, poBar, pqBar, pkBar, pvBar);
            }

            void TheirBoth()
            {
                using var inner = NewDisposeScope();
                q.grad = k.grad = v.grad = null;
                nn.functional.scaled_dot_product_attention(q, k, v).backward([oBar]);
            }

            Both();
            TheirBoth();
            using (no_grad()) Compare("attention", [(nn.functional.scaled_dot_product_attention(q, k, v), o), (q.grad!, qBar), (k.grad!, kBar), (v.grad!, vBar)]);
            Add(rows, $"attention {heads}×{length}×{depth}, forward and backward", Both, TheirBoth, 7 * 2.0 * heads * length * length * depth, rounds);
        }
    }

    static void Add(Rows rows, string name, Action ours, Action theirs, double operations, int rounds)
    {
        var times = Interleaved.Measure([ours, theirs, Peak.Single], rounds, Threads.Count > 1);
        var rate = operations / times[0];
        rows.Add(name, times[0], times[1], rate / (Peak.Operations<float>() / times[2] * Threads.Count), rate / 1e9);
    }

    static void Compare(string name, (Tensor Theirs, Tensor Ours)[] pairs)
    {
        foreach (var (theirs, ours) in pairs)
        {
            var differ = ((theirs - ours).abs().max() / theirs.abs().max()).item<float>();
            if (!(differ < 1e-4)) throw new InvalidOperationException($"{name}: the results differ by {differ}.");
        }
    }
}
