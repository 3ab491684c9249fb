// Written by generate.py; change that.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Tiles of a product of matrices of float in vectors of 256 bits.</summary>
readonly unsafe struct Tile256Single : ITile<float>
{
    public static int Rows => 6;

    public static int Lanes => Vector256<float>.Count;

    public static float MultiplyAdd(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        Run(1, 0, rows, vectors, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint tiles, nint aTile, int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        if (aRow == sizeof(float))
        {
            if (vectors == 2) RunTwoColumns(tiles, aTile, rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
            else RunOneColumns(tiles, aTile, rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
            return;
        }

        if (aStep == sizeof(float))
        {
            if (vectors == 2) RunTwoRows(tiles, aTile, rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
            else RunOneRows(tiles, aTile, rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
            return;
        }

        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow)
        {
            if (vectors == 2) RunTwo(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
            else RunOne(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
        }
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
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunTwoColumns(
        nint tiles, nint aTile, int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By2Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOneColumns(
        nint tiles, nint aTile, int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By1Columns(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunTwoRows(
        nint tiles, nint aTile, int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By2Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOneRows(
        nint tiles, nint aTile, int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        float alpha, float beta, bool overwrite)
    {
        switch (rows)
        {
            case 1: Rows1By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 2: Rows2By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 3: Rows3By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 4: Rows4By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 5: Rows5By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 6: Rows6By1Rows(tiles, aTile, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s1_1 = Vector256<float>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s1_1 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s2_1 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s1_1 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s2_1 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var s3_1 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s1_1 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s2_1 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var s3_1 = Vector256<float>.Zero;
        var s4_0 = Vector256<float>.Zero;
        var s4_1 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector256.Create(*(float*)(a3 + aRow));
                s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s0_1 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s1_1 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s2_1 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var s3_1 = Vector256<float>.Zero;
        var s4_0 = Vector256<float>.Zero;
        var s4_1 = Vector256<float>.Zero;
        var s5_0 = Vector256<float>.Zero;
        var s5_1 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var y1 = Vector256.Load((float*)(b + 1 * sizeof(Vector256<float>)));
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector256.Create(*(float*)(a3 + aRow));
                s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector256.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s1_0).Store((float*)c);
            (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s2_0).Store((float*)c);
            (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s3_0).Store((float*)c);
            (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s4_0).Store((float*)c);
            (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            (scale * s5_0).Store((float*)c);
            (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            Vector256.FusedMultiplyAdd(scale, s5_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((float*)c);
            c += cRow;
            (scale * s1_0).Store((float*)c);
        }
        else
        {
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
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
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
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
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var s4_0 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector256.Create(*(float*)(a3 + aRow));
                s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
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
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var s0_0 = Vector256<float>.Zero;
        var s1_0 = Vector256<float>.Zero;
        var s2_0 = Vector256<float>.Zero;
        var s3_0 = Vector256<float>.Zero;
        var s4_0 = Vector256<float>.Zero;
        var s5_0 = Vector256<float>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector256.Load((float*)b);
                var x = Vector256.Create(*(float*)a0);
                s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector256.Create(*(float*)(a0 + aRow));
                s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector256.Create(*(float*)(a0 + aRow2));
                s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector256.Create(*(float*)a3);
                s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector256.Create(*(float*)(a3 + aRow));
                s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector256.Create(*(float*)(a3 + aRow2));
                s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector256.Create(alpha);
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
            var keep = Vector256.Create(beta);
            Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            c += cRow;
            Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s4_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s4_0).Store((float*)c);
                (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By2Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s4_1 = Vector256<float>.Zero;
            var s5_0 = Vector256<float>.Zero;
            var s5_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a0 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a0 + aStep + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a0 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s4_0).Store((float*)c);
                (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s5_0).Store((float*)c);
                (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s5_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                c += cRow;
                (scale * s1_0).Store((float*)c);
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By1Columns(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var aStep3 = 3 * aStep;
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s5_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a0 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a0 + aStep + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aStep + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + aStep3));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a0 + aStep3 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    a0 += 4 * aStep;
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a0 + 4 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a0 + 5 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    a0 += aStep;
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s4_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 1 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 2 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 3 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s4_0).Store((float*)c);
                (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By2Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s0_1 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s1_1 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s2_1 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s3_1 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s4_1 = Vector256<float>.Zero;
            var s5_0 = Vector256<float>.Zero;
            var s5_1 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + bStep));
                    y1 = Vector256.Load((float*)(y + bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 1 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 1 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    y1 = Vector256.Load((float*)(y + 2 * bStep + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 2 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 2 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    y1 = Vector256.Load((float*)(y + bStep3 + 1 * sizeof(Vector256<float>)));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow + 3 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 3 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var y1 = Vector256.Load((float*)(y + 1 * sizeof(Vector256<float>)));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    s0_1 = Vector256.FusedMultiplyAdd(x, y1, s0_1);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    s1_1 = Vector256.FusedMultiplyAdd(x, y1, s1_1);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    s2_1 = Vector256.FusedMultiplyAdd(x, y1, s2_1);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    s3_1 = Vector256.FusedMultiplyAdd(x, y1, s3_1);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    s4_1 = Vector256.FusedMultiplyAdd(x, y1, s4_1);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    s5_1 = Vector256.FusedMultiplyAdd(x, y1, s5_1);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                (scale * s0_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s1_0).Store((float*)c);
                (scale * s1_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s2_0).Store((float*)c);
                (scale * s2_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s3_0).Store((float*)c);
                (scale * s3_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s4_0).Store((float*)c);
                (scale * s4_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                (scale * s5_0).Store((float*)c);
                (scale * s5_1).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s0_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s1_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s2_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s3_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s4_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                Vector256.FusedMultiplyAdd(scale, s5_1, keep * Vector256.Load((float*)(c + 1 * sizeof(Vector256<float>)))).Store((float*)(c + 1 * sizeof(Vector256<float>)));
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
            if (overwrite)
            {
                (scale * s0_0).Store((float*)c);
                c += cRow;
                (scale * s1_0).Store((float*)c);
            }
            else
            {
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    a0 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    a0 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 1 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 2 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 3 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By1Rows(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, float alpha, float beta, bool overwrite)
    {
        var bStep3 = 3 * bStep;
        do
        {
            var s0_0 = Vector256<float>.Zero;
            var s1_0 = Vector256<float>.Zero;
            var s2_0 = Vector256<float>.Zero;
            var s3_0 = Vector256<float>.Zero;
            var s4_0 = Vector256<float>.Zero;
            var s5_0 = Vector256<float>.Zero;
            if (Sse.IsSupported)
            {
                var ahead = c;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
                ahead += cRow;
                Sse.Prefetch0(ahead);
            }

            var y = b;
            for (nint r = 0; r < runs; r++)
            {
                var a0 = a + offsets[r];
                var a3 = a0 + 3 * aRow;
                var left = k - 4;
                for (; left >= 0; left -= 4)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + bStep));
                    x = Vector256.Create(*(float*)(a0 + 1 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 1 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 1 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 1 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 1 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 1 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + 2 * bStep));
                    x = Vector256.Create(*(float*)(a0 + 2 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 2 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 2 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 2 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 2 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    y0 = Vector256.Load((float*)(y + bStep3));
                    x = Vector256.Create(*(float*)(a0 + 3 * sizeof(float)));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow + 3 * sizeof(float)));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow + 3 * sizeof(float)));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3 + 3 * sizeof(float)));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow + 3 * sizeof(float)));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow + 3 * sizeof(float)));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    a0 += 4 * sizeof(float);
                    a3 += 4 * sizeof(float);
                    y += 4 * bStep;
                }

                for (left += 4; left != 0; left--)
                {
                    var y0 = Vector256.Load((float*)(y));
                    var x = Vector256.Create(*(float*)(a0));
                    s0_0 = Vector256.FusedMultiplyAdd(x, y0, s0_0);
                    x = Vector256.Create(*(float*)(a0 + aRow));
                    s1_0 = Vector256.FusedMultiplyAdd(x, y0, s1_0);
                    x = Vector256.Create(*(float*)(a0 + 2 * aRow));
                    s2_0 = Vector256.FusedMultiplyAdd(x, y0, s2_0);
                    x = Vector256.Create(*(float*)(a3));
                    s3_0 = Vector256.FusedMultiplyAdd(x, y0, s3_0);
                    x = Vector256.Create(*(float*)(a3 + aRow));
                    s4_0 = Vector256.FusedMultiplyAdd(x, y0, s4_0);
                    x = Vector256.Create(*(float*)(a3 + 2 * aRow));
                    s5_0 = Vector256.FusedMultiplyAdd(x, y0, s5_0);
                    a0 += sizeof(float);
                    a3 += sizeof(float);
                    y += bStep;
                }
            }

            var scale = Vector256.Create(alpha);
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
                var keep = Vector256.Create(beta);
                Vector256.FusedMultiplyAdd(scale, s0_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s1_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s2_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s3_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s4_0, keep * Vector256.Load((float*)c)).Store((float*)c);
                c += cRow;
                Vector256.FusedMultiplyAdd(scale, s5_0, keep * Vector256.Load((float*)c)).Store((float*)c);
            }

            a += aTile;
            c += cRow;
        }
        while (--tiles != 0);
    }
}
