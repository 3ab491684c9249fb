using System.Numerics;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>The product of matrices against three plain loops, and against its own instance of one lane.</summary>
[Collection(nameof(Alone))]
public unsafe class MatMulTests
{
    static readonly nint[] s_lengths = [0, 1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 33, 64, 67];

    // Widths whose vectors this CPU has not are computed in halves: slowly, but to the same bits.
    public static TheoryData<int> Widths => [128, 256, 512];

    [Theory, MemberData(nameof(Widths))]
    public void Float_agrees_with_three_loops(int width) => AgreesWithThreeLoops<float>(width, 6e-8);

    [Theory, MemberData(nameof(Widths))]
    public void Double_agrees_with_three_loops(int width) => AgreesWithThreeLoops<double>(width, 1.2e-16);

    static void AgreesWithThreeLoops<T>(int width, double unit) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(width);
        for (var round = 0; round < 400; round++)
        {
            nint m = Pick(), k = Pick(), n = Pick();
            if (round % 50 == 49) k = 512 + round;
            Check<T>(m, k, n, round, random.Next(3), width, unit);
        }

        Check<T>(301, 785, 150, 0, 0, width, unit);
        Check<T>(97, 400, 259, 1, 1, width, unit);
        Check<T>(20, 1100, 70, 2, 2, width, unit);
        Check<T>(150, 130, 1100, 3, 2, width, unit);
        Check<T>(130, 260, 256, 0, 0, width, unit);
        Check<T>(131, 512, 300, 1, 0, width, unit);
        Check<T>(1, 1000, 1500, 0, 0, width, unit);
        Check<T>(1500, 1000, 1, 0, 0, width, unit);
        // Columns of A too large to be read in place: packed in slabs of rows, and in spans of blocks along k.
        Check<T>(2400, 120, 70, 1, 0, width, unit);
        Check<T>(1600, 600, 70, 1, 2, width, unit);
        // Few steps of many rows: chunks of rows that pack their part of A.
        Check<T>(620, 60, 256, 1, 2, width, unit);
        // Rows of A packed as rows: pages apart, and many.
        Check<T>(60, 1024, 70, 0, 1, width, unit);
        Check<T>(520, 530, 520, 0, 0, width, unit);
        nint Pick() => s_lengths[random.Next(s_lengths.Length)];
    }

    static void Check<T>(nint m, nint k, nint n, int round, int kind, int width, double unit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Layouts = Operand<T>.Layouts;
        var a = Operand<T>.Create(m, k, round % Layouts, 1);
        var b = Operand<T>.Create(k, n, round / Layouts % Layouts, 2);
        var before = Operand<T>.Create(m, n, round / Layouts / Layouts % Layouts, 3);
        var (alpha, beta) = kind switch { 0 => (1.0, 0.0), 1 => (1.0, 1.0), _ => (-0.5, 0.75) };
        var what = $"{m}×{k}×{n}, round {round}, {width} bits";
        var c = Multiply(a, b, before, alpha, beta, width);
        var expectedElsewhere = before.Copy();
        for (nint i = 0; i < m; i++)
        for (nint j = 0; j < n; j++)
        {
            var (value, bound) = PlainMatMul.Element(a, b, before, i, j, alpha, beta);
            var error = Math.Abs(double.CreateChecked(c[i, j]) - value);
            Assert.True(error <= (k + 3) * unit * bound, $"{what}: element {i}, {j} is off by {error}.");
            expectedElsewhere[i, j] = c[i, j];
        }

        Assert.True(expectedElsewhere.Data.AsSpan().SequenceEqual(c.Data), $"{what}: an element outside was written.");
        if (!Fused(width)) return;
        var strict = Multiply(a, b, before, alpha, beta, 0, strict: true);
        Assert.True(strict.Data.AsSpan().SequenceEqual(c.Data), $"{what}: Strict has other bits.");
    }

    static bool Fused(int width) => width != 128
        || System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    static Operand<T> Multiply<T>(
        Operand<T> a, Operand<T> b, Operand<T> c, double alpha, double beta, int width, bool strict = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = c.Copy();
        var options = new MatMulOptions<T> { Alpha = T.CreateChecked(alpha), Beta = T.CreateChecked(beta), Strict = strict };
        fixed (T* pa = a.Data, pb = b.Data, pc = result.Data) MatMul.Multiply(a.At(pa), b.At(pb), result.At(pc), options, width);
        return result;
    }

    [Theory, MemberData(nameof(Widths))]
    public void The_number_of_threads_changes_no_bit(int width)
    {
        foreach (var (m, k, n) in ((nint, nint, nint)[])[(400, 500, 300), (64, 784, 256), (3000, 40, 70), (33, 5000, 90), (620, 60, 256)])
        for (var layout = 0; layout < 2; layout++)
        {
            var a = Operand<float>.Create(m, k, layout, 1);
            var b = Operand<float>.Create(k, n, layout, 2);
            var c = Operand<float>.Create(m, n, 0, 3);
            var alone = WithThreads(1, () => Multiply(a, b, c, 1, 1, width));
            for (var i = 0; i < 3; i++)
                Assert.True(alone.Data.AsSpan().SequenceEqual(WithThreads(2 + i, () => Multiply(a, b, c, 1, 1, width)).Data));
        }
    }

    static T WithThreads<T>(int count, Func<T> work)
    {
        var before = Threads.Count;
        Threads.Count = count;
        try
        {
            return work();
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void An_overwritten_result_may_hold_anything_and_a_nan_spreads_along_its_row_and_column()
    {
        var a = Operand<float>.Create(9, 9, 0, 1);
        var b = Operand<float>.Create(9, 33, 0, 2);
        var c = Operand<float>.Create(9, 33, 0, 3);
        Array.Fill(c.Data, float.NaN);
        Assert.DoesNotContain(float.NaN, Multiply(a, b, c, 1, 0, 0).Data[..(9 * 33)]);
        a[2, 4] = float.NaN;
        b[3, 5] = float.PositiveInfinity;
        b[8, 32] = float.NaN;
        var result = Multiply(a, b, c, 1, 0, 0);
        for (nint i = 0; i < 9; i++)
        for (nint j = 0; j < 33; j++)
        {
            Assert.Equal(i == 2 || j == 32, float.IsNaN(result[i, j]));
            Assert.Equal(i != 2 && j == 5, float.IsInfinity(result[i, j]));
        }
    }

    [Fact]
    public void The_result_may_overlap_an_operand()
    {
        var x = Numbers.Uniform<double>(200, 1);
        var apart = new double[100];
        var together = (double[])x.Clone();
        fixed (double* p = x, q = apart, r = together)
        {
            MatMul.Multiply(new Matrix<double>(p, 10, 10), new Matrix<double>(p + 50, 10, 10, 1, 10), new(q, 10, 10));
            MatMul.Multiply(new Matrix<double>(r, 10, 10), new Matrix<double>(r + 50, 10, 10, 1, 10), new(r + 30, 10, 10));
        }

        Assert.Equal(apart, together[30..130]);
        Assert.Equal(x[..30], together[..30]);
        Assert.Equal(x[130..], together[130..]);
    }

    [Fact]
    public void Every_finished_element_is_handed_to_the_end_of_the_work_once()
    {
        foreach (var (m, k, n, layout) in ((nint, nint, nint, int)[])[(70, 800, 333, 0), (70, 800, 333, 1), (500, 3, 1, 0), (3, 0, 4, 2), (300, 300, 300, 4)])
        {
            var a = Operand<float>.Create(m, k, 0, 1);
            var b = Operand<float>.Create(k, n, 0, 2);
            var c = Operand<float>.Create(m, n, layout, 3);
            var plain = Multiply(a, b, c, 1, 0, 0);
            var finished = c.Copy();
            var options = new MatMulOptions<float> { Alpha = 1, Beta = 0, Finish = &AddPlace };
            fixed (float* pa = a.Data, pb = b.Data, pc = finished.Data) MatMul.Multiply(a.At(pa), b.At(pb), finished.At(pc), options);
            for (nint i = 0; i < m; i++)
            for (nint j = 0; j < n; j++) Assert.Equal(plain[i, j] + (1000 * i + j), finished[i, j]);
        }
    }

    static void AddPlace(void* context, Matrix<float> block, nint row, nint column)
    {
        for (nint i = 0; i < block.Rows; i++)
        for (nint j = 0; j < block.Columns; j++) *block.At(i, j) += 1000 * (row + i) + (column + j);
    }

    [Theory, InlineData(7, 5), InlineData(300, 24), InlineData(3, 200)]
    public void A_batch_is_its_products_one_by_one(int count, int side)
    {
        nint size = side * side;
        var a = Numbers.Uniform<float>(count * size, 1);
        var b = Numbers.Uniform<float>(count * size, 2);
        float[] together = new float[count * size], oneByOne = new float[count * size];
        var options = new MatMulOptions<float> { Alpha = 1, Beta = 0 };
        fixed (float* pa = a, pb = b, pc = together, pd = oneByOne)
        {
            MatMul.Batched<float>(count, new(pa, side, side), size, new Matrix<float>(pb, side, side).Transposed, 0, new(pc, side, side), size, options);
            for (var i = 0; i < count; i++)
                MatMul.Multiply<float>(new(pa + i * size, side, side), new Matrix<float>(pb, side, side).Transposed, new(pd + i * size, side, side));
        }

        Assert.Equal(oneByOne, together);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => MatMul.Multiply<float>(new(null, 2, 3), new(null, 4, 5), new(null, 2, 5)));
        Assert.Contains("2×3", error.Message);
        Assert.Contains("4×5", error.Message);
    }

    [Fact]
    public void Multiplying_allocates_nothing()
    {
        var x = Numbers.Uniform<float>(400 * 400, 1);
        var y = new float[400 * 400];
        fixed (float* p = x, q = y)
        {
            var (a, c) = (new Matrix<float>(p, 400, 400), new Matrix<float>(q, 400, 400));
            for (var i = 0; i < 30; i++) MatMul.Multiply(a, a.Transposed, c);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) MatMul.Multiply(a, a.Transposed, c);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
