using Nabla.Execution.Kernels;
using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>Work over rows and columns of float matrices, forward and backward, against libtorch.</summary>
static unsafe class RowsBenchmark
{
    public static void Run(Rows rows, int rounds, string[] only)
    {
        foreach (var (n, classes) in new[] { (64, 10), (256, 1000), (512, 10_000) }) CrossEntropies(n, classes);
        foreach (var (n, width) in new[] { (64, 256), (512, 768) }) LayerNorms(n, width);
        foreach (var (n, width) in new[] { (128, 256), (1000, 1000) })
        foreach (var axis in new[] { 1, 0 })
        foreach (var what in new[] { "sum", "mean", "max" }) Fold(what, n, width, axis);

        void CrossEntropies(int n, int classes)
        {
            if (!Asked("cross-entropy")) return;
            using var scope = NewDisposeScope();
            Tensor x = randn(n, classes), labels = randint(0, classes, [n]), places = labels.to(ScalarType.Int32);
            Tensor bar = full([n], 1f / n), losses = zeros(n), greatest = zeros(n), sums = zeros(n), xBar = zeros(n, classes);
            float* px = TensorMemory.Data<float>(x), pl = TensorMemory.Data<float>(losses), pg = TensorMemory.Data<float>(greatest);
            float* ps = TensorMemory.Data<float>(sums), pb = TensorMemory.Data<float>(bar), pxBar = TensorMemory.Data<float>(xBar);
            var at = TensorMemory.Data<int>(places);
            x.requires_grad = true;
            void Ours()
            {
                CrossEntropy.Forward<float, SingleMath>(px, at, n, classes, pl, pg, ps);
                CrossEntropy.Backward<float, SingleMath>(px, at, n, classes, pb, pg, ps, pxBar);
            }

            void Theirs()
            {
                using var inner = NewDisposeScope();
                x.grad = null;
                nn.functional.cross_entropy(x, labels).backward();
            }

            Ours();
            Theirs();
            TensorMemory.Compare("cross-entropy", x.grad! * n, xBar * n, 1e-5);
            using (no_grad()) TensorMemory.Compare("cross-entropy", nn.functional.cross_entropy(x, labels), losses.mean(), 1e-5);
            Measure($"cross-entropy {n}×{classes}", Ours, Theirs);
        }

        void LayerNorms(int n, int width)
        {
            if (!Asked("layer norm")) return;
            using var scope = NewDisposeScope();
            Tensor x = randn(n, width), scale = rand(width), shift = rand(width), yBar = randn(n, width);
            Tensor y = zeros(n, width), means = zeros(n), inverses = zeros(n), xBar = zeros(n, width), scaleBar = zeros(width), shiftBar = zeros(width);
            float* px = TensorMemory.Data<float>(x), pScale = TensorMemory.Data<float>(scale), pShift = TensorMemory.Data<float>(shift);
            float* py = TensorMemory.Data<float>(y), pm = TensorMemory.Data<float>(means), pi = TensorMemory.Data<float>(inverses);
            float* pyBar = TensorMemory.Data<float>(yBar), pxBar = TensorMemory.Data<float>(xBar);
            float* pScaleBar = TensorMemory.Data<float>(scaleBar), pShiftBar = TensorMemory.Data<float>(shiftBar);
            x.requires_grad = scale.requires_grad = shift.requires_grad = true;
            void Ours()
            {
                LayerNorm.Forward(px, n, width, pScale, pShift, 1e-5, py, pm, pi);
                LayerNorm.Backward(px, pyBar, n, width, pScale, pm, pi, pxBar, pScaleBar, pShiftBar);
            }

            void Theirs()
            {
                using var inner = NewDisposeScope();
                x.grad = scale.grad = shift.grad = null;
                nn.functional.layer_norm(x, [width], scale, shift, 1e-5).backward([yBar]);
            }

            Ours();
            Theirs();
            using (no_grad()) TensorMemory.Compare("layer norm", nn.functional.layer_norm(x, [width], scale, shift, 1e-5), y, 1e-5);
            TensorMemory.Compare("layer norm, x", x.grad!, xBar, 1e-4);
            TensorMemory.Compare("layer norm, scale", scale.grad!, scaleBar, 1e-4);
            TensorMemory.Compare("layer norm, shift", shift.grad!, shiftBar, 1e-4);
            Measure($"layer norm {n}×{width}", Ours, Theirs);
        }

        void Fold(string what, int n, int width, int axis)
        {
            if (!Asked(what)) return;
            using var scope = NewDisposeScope();
            var kept = axis == 1 ? n : width;
            Tensor x = randn(n, width), yBar = randn(kept), y = zeros(kept), xBar = zeros(n, width);
            float* px = TensorMemory.Data<float>(x), py = TensorMemory.Data<float>(y), pyBar = TensorMemory.Data<float>(yBar), pxBar = TensorMemory.Data<float>(xBar);
            x.requires_grad = true;
            var (outer, length, inner) = axis == 1 ? (n, width, 1) : (1, n, width);
            var factor = what == "mean" ? 1f / length : 1f;
            void Ours()
            {
                if (what == "max")
                {
                    Reduce.Fold<float, MaxFold<float>>(px, outer, length, inner, py);
                    ReduceBackward.Extremum(px, py, pyBar, outer, length, inner, pxBar);
                    return;
                }

                Reduce.Fold<float, SumFold<float>>(px, outer, length, inner, py);
                if (what == "mean")
                    for (var i = 0; i < kept; i++) py[i] *= factor;
                ReduceBackward.Sum(pyBar, outer, length, inner, factor, pxBar);
            }

            Tensor Plain() => what == "sum" ? x.sum(axis) : what == "mean" ? x.mean([axis]) : x.amax(axis);
            void Theirs()
            {
                using var inner = NewDisposeScope();
                x.grad = null;
                Plain().backward([yBar]);
            }

            Ours();
            Theirs();
            using (no_grad()) TensorMemory.Compare(what, Plain(), y, 1e-4);
            TensorMemory.Compare($"{what}, x", x.grad!, xBar, 1e-6);
            Measure($"{what} over {(axis == 1 ? "rows" : "columns")} of {n}×{width}", Ours, Theirs);
        }

        bool Asked(string name) => only.Length == 0 || only.Any(name.Contains);

        void Measure(string name, Action ours, Action theirs)
        {
            var times = Interleaved.Measure([ours, theirs], rounds, Threads.Count > 1);
            rows.Add(name, times[0], times[1]);
        }
    }
}
