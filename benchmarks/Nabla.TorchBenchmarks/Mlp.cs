using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nabla.Execution.Kernels;

namespace Nabla.TorchBenchmarks;

/// <summary>
/// A step of training 784-256-128-10 with relu, softmax-cross-entropy and gradient descent, written by hand on the
/// kernels: what a compiler should reach. The update of the weights is the end of the product that gives their gradient.
/// </summary>
sealed unsafe class Mlp
{
    const int Batch = 64;
    const float Rate = 0.05f;
    static readonly int[] s_sizes = [784, 256, 128, 10];
    static readonly ElementwiseKernel<float> s_exp = ElementwiseKernels.FindSingle("exp");
    readonly float*[] _weights = new float*[3], _biases = new float*[3], _values = new float*[4], _bars = new float*[4];

    public Mlp()
    {
        for (var i = 0; i < 4; i++)
        {
            _values[i] = New(Batch * s_sizes[i]);
            _bars[i] = New(Batch * s_sizes[i]);
            if (i == 3) break;
            _weights[i] = New(s_sizes[i] * s_sizes[i + 1]);
            _biases[i] = New(s_sizes[i + 1]);
        }
    }

    public static ReadOnlySpan<int> Sizes => s_sizes;

    public Span<float> Weights(int layer) => new(_weights[layer], s_sizes[layer] * s_sizes[layer + 1]);

    public Span<float> Inputs => new(_values[0], Batch * 784);

    public float Step(ReadOnlySpan<int> labels)
    {
        for (var i = 0; i < 3; i++) Forward(i);
        var loss = Loss(labels);
        for (var i = 2; i >= 0; i--) Backward(i);
        return loss;
    }

    Matrix<float> Value(int i) => new(_values[i], Batch, s_sizes[i]);

    Matrix<float> Bar(int i) => new(_bars[i], Batch, s_sizes[i]);

    Matrix<float> Weight(int i) => new(_weights[i], s_sizes[i], s_sizes[i + 1]);

    void Forward(int i) => MatMul.Multiply(
        Value(i), Weight(i), Value(i + 1),
        new MatMulOptions<float> { Alpha = 1, Beta = 0, Finish = i < 2 ? &BiasRelu : &Bias, Context = _biases[i] });

    static void Bias(void* context, Matrix<float> block, nint row, nint column)
    {
        for (nint i = 0; i < block.Rows; i++)
        for (nint j = 0; j < block.Columns; j++) *block.At(i, j) += ((float*)context)[column + j];
    }

    static void BiasRelu(void* context, Matrix<float> block, nint row, nint column)
    {
        var bias = (float*)context + column;
        for (nint i = 0; i < block.Rows; i++)
        {
            var y = block.At(i, 0);
            for (nint j = 0; j + 8 <= block.Columns; j += 8)
                Vector256.Max(
                    Vector256.Load(y + j) + Vector256.Load(bias + j),
                    Vector256<float>.Zero).Store(y + j);
        }
    }

    static void ReluMask(void* context, Matrix<float> block, nint row, nint column)
    {
        var mlp = (Mask*)context;
        for (nint i = 0; i < block.Rows; i++)
        {
            float* bar = block.At(i, 0), value = mlp->Values + (row + i) * mlp->Columns + column;
            for (nint j = 0; j + 8 <= block.Columns; j += 8)
            {
                var on = Vector256.GreaterThan(
                    Vector256.Load(value + j), Vector256<float>.Zero);
                (Vector256.Load(bar + j) & on).Store(bar + j);
            }
        }
    }

    struct Mask
    {
        public float* Values;
        public nint Columns;
    }

    float Loss(ReadOnlySpan<int> labels)
    {
        var total = 0f;
        var all = new Span<float>(_bars[3], Batch * 10);
        for (var i = 0; i < Batch; i++)
        {
            var y = new Span<float>(_values[3] + i * 10, 10);
            var greatest = y[0];
            foreach (var e in y) greatest = Math.Max(greatest, e);
            for (var j = 0; j < 10; j++) all[i * 10 + j] = y[j] - greatest;
            total -= all[i * 10 + labels[i]];
        }

        s_exp.Apply(all, all);
        for (var i = 0; i < Batch; i++)
        {
            var bar = all.Slice(i * 10, 10);
            var sum = 0f;
            foreach (var e in bar) sum += e;
            var inverse = 1 / (sum * Batch);
            foreach (ref var e in bar) e *= inverse;
            bar[labels[i]] -= 1f / Batch;
            total += MathF.Log(sum);
        }

        return total / Batch;
    }

    void Backward(int i)
    {
        if (i > 0)
        {
            var mask = new Mask { Values = _values[i], Columns = s_sizes[i] };
            MatMul.Multiply(Bar(i + 1), Weight(i).Transposed, Bar(i), new MatMulOptions<float> { Alpha = 1, Beta = 0, Finish = &ReluMask, Context = &mask });
        }

        var step = new BiasStep { Bars = _bars[i + 1], Biases = _biases[i], Columns = s_sizes[i + 1] };
        MatMul.Multiply(
            Value(i).Transposed, Bar(i + 1), Weight(i),
            new MatMulOptions<float> { Alpha = -Rate, Beta = 1, Finish = &StepBias, Context = &step });
    }

    struct BiasStep
    {
        public float* Bars, Biases;
        public nint Columns;
    }

    // Each thread steps the biases of those columns whose cotangents it has just read.
    static void StepBias(void* context, Matrix<float> block, nint row, nint column)
    {
        if (row != 0) return;
        var step = (BiasStep*)context;
        for (nint i = 0; i < Batch; i++)
            Spans.SubtractScaled(step->Biases + column, Rate, step->Bars + i * step->Columns + column, block.Columns);
    }

    static float* New(int length)
    {
        var data = (float*)NativeMemory.AlignedAlloc((nuint)length * 4, 64);
        new Span<float>(data, length).Clear();
        return data;
    }
}
