// Written by generate.py; change that.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Nabla.Execution.Kernels;

/// <summary>Tiles of a product of matrices of float in vectors of 128 bits.</summary>
readonly unsafe struct Tile128Single : ITile<float>
{
    public static int Rows => AdvSimd.IsSupported ? 8 : 6;

    public static int Lanes => Vector128<float>.Count;

    public static float MultiplyAdd(float x, float y, float z) => float.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        if (vectors == 2) RunTwo(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
        else RunOne(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint tiles, nint aTile, int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow) Run(rows, vectors, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunTwo(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 7: Rows7By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 8: Rows8By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOne(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 7: Rows7By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 8: Rows8By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s3_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                s3_1 = Vector128.MultiplyAddEstimate(x, y1, s3_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s3_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s3_1 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s4_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                s3_1 = Vector128.MultiplyAddEstimate(x, y1, s3_1);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                s4_1 = Vector128.MultiplyAddEstimate(x, y1, s4_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s3_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s4_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s3_1 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s4_1 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var s5_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                s3_1 = Vector128.MultiplyAddEstimate(x, y1, s3_1);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                s4_1 = Vector128.MultiplyAddEstimate(x, y1, s4_1);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                s5_1 = Vector128.MultiplyAddEstimate(x, y1, s5_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s5_0).Store((float*)c);
            (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s3_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s4_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s5_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows7By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s3_1 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s4_1 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var s5_1 = Vector128<float>.Zero;
        var s6_0 = Vector128<float>.Zero;
        var s6_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                s3_1 = Vector128.MultiplyAddEstimate(x, y1, s3_1);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                s4_1 = Vector128.MultiplyAddEstimate(x, y1, s4_1);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                s5_1 = Vector128.MultiplyAddEstimate(x, y1, s5_1);
                x = Vector128.Create(*(float*)a6);
                s6_0 = Vector128.MultiplyAddEstimate(x, y0, s6_0);
                s6_1 = Vector128.MultiplyAddEstimate(x, y1, s6_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s5_0).Store((float*)c);
            (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s6_0).Store((float*)c);
            (scale * s6_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s3_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s4_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s5_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s6_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s6_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows8By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s0_1 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s1_1 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s2_1 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s3_1 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s4_1 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var s5_1 = Vector128<float>.Zero;
        var s6_0 = Vector128<float>.Zero;
        var s6_1 = Vector128<float>.Zero;
        var s7_0 = Vector128<float>.Zero;
        var s7_1 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var y1 = Vector128.Load((float*)(b + 1 * sizeof(Vector128<float>)));
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                s0_1 = Vector128.MultiplyAddEstimate(x, y1, s0_1);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                s1_1 = Vector128.MultiplyAddEstimate(x, y1, s1_1);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                s2_1 = Vector128.MultiplyAddEstimate(x, y1, s2_1);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                s3_1 = Vector128.MultiplyAddEstimate(x, y1, s3_1);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                s4_1 = Vector128.MultiplyAddEstimate(x, y1, s4_1);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                s5_1 = Vector128.MultiplyAddEstimate(x, y1, s5_1);
                x = Vector128.Create(*(float*)a6);
                s6_0 = Vector128.MultiplyAddEstimate(x, y0, s6_0);
                s6_1 = Vector128.MultiplyAddEstimate(x, y1, s6_1);
                x = Vector128.Create(*(float*)(a6 + aRow));
                s7_0 = Vector128.MultiplyAddEstimate(x, y0, s7_0);
                s7_1 = Vector128.MultiplyAddEstimate(x, y1, s7_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s5_0).Store((float*)c);
            (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s6_0).Store((float*)c);
            (scale * s6_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            (scale * s7_0).Store((float*)c);
            (scale * s7_1).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s0_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s1_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s2_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s3_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s4_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s5_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s6_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s6_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s7_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            Vector128.MultiplyAddEstimate(scale, s7_1, keep * Vector128.Load((float*)(c + 1 * sizeof(Vector128<float>)))).Store((float*)(c + 1 * sizeof(Vector128<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
            c += cRow;
            (scale * s3_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
            c += cRow;
            (scale * s3_0).Store((float*)c);
            c += cRow;
            (scale * s4_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
            c += cRow;
            (scale * s3_0).Store((float*)c);
            c += cRow;
            (scale * s4_0).Store((float*)c);
            c += cRow;
            (scale * s5_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows7By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var s6_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                x = Vector128.Create(*(float*)a6);
                s6_0 = Vector128.MultiplyAddEstimate(x, y0, s6_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
            c += cRow;
            (scale * s3_0).Store((float*)c);
            c += cRow;
            (scale * s4_0).Store((float*)c);
            c += cRow;
            (scale * s5_0).Store((float*)c);
            c += cRow;
            (scale * s6_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s6_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows8By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector128<float>.Zero;
        var s1_0 = Vector128<float>.Zero;
        var s2_0 = Vector128<float>.Zero;
        var s3_0 = Vector128<float>.Zero;
        var s4_0 = Vector128<float>.Zero;
        var s5_0 = Vector128<float>.Zero;
        var s6_0 = Vector128<float>.Zero;
        var s7_0 = Vector128<float>.Zero;
        var aRow2 = 2 * aRow;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var left = k;
            do
            {
                var y0 = Vector128.Load((float*)b);
                var x = Vector128.Create(*(float*)a0);
                s0_0 = Vector128.MultiplyAddEstimate(x, y0, s0_0);
                x = Vector128.Create(*(float*)(a0 + aRow));
                s1_0 = Vector128.MultiplyAddEstimate(x, y0, s1_0);
                x = Vector128.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector128.MultiplyAddEstimate(x, y0, s2_0);
                x = Vector128.Create(*(float*)a3);
                s3_0 = Vector128.MultiplyAddEstimate(x, y0, s3_0);
                x = Vector128.Create(*(float*)(a3 + aRow));
                s4_0 = Vector128.MultiplyAddEstimate(x, y0, s4_0);
                x = Vector128.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector128.MultiplyAddEstimate(x, y0, s5_0);
                x = Vector128.Create(*(float*)a6);
                s6_0 = Vector128.MultiplyAddEstimate(x, y0, s6_0);
                x = Vector128.Create(*(float*)(a6 + aRow));
                s7_0 = Vector128.MultiplyAddEstimate(x, y0, s7_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector128.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
            c += cRow;
            (scale * s2_0).Store((float*)c);
            c += cRow;
            (scale * s3_0).Store((float*)c);
            c += cRow;
            (scale * s4_0).Store((float*)c);
            c += cRow;
            (scale * s5_0).Store((float*)c);
            c += cRow;
            (scale * s6_0).Store((float*)c);
            c += cRow;
            (scale * s7_0).Store((float*)c);
        }
        else
        {
            var keep = Vector128.Create(beta);
            Vector128.MultiplyAddEstimate(scale, s0_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s1_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s2_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s3_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s4_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s5_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s6_0, keep * Vector128.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector128.MultiplyAddEstimate(scale, s7_0, keep * Vector128.Load((float*)c)).Store((float*)c);
        }
    }
}
