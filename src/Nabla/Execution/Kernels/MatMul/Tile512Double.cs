// Written by generate.py; change that.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Tiles of a product of matrices of double in vectors of 512 bits.</summary>
readonly unsafe struct Tile512Double : ITile<double>
{
    public static int Rows => 14;

    public static int Lanes => Vector512<double>.Count;

    public static double MultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        double alpha, double beta, bool overwrite)
    {
        if (vectors == 2) RunTwo(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
        else RunOne(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint tiles, nint aTile, int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        double alpha, double beta, bool overwrite)
    {
        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow) Run(rows, vectors, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunTwo(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        double alpha, double beta, bool overwrite)
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
            case 9: Rows9By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 10: Rows10By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 11: Rows11By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 12: Rows12By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 13: Rows13By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 14: Rows14By2(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOne(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        double alpha, double beta, bool overwrite)
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
            case 9: Rows9By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 10: Rows10By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 11: Rows11By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 12: Rows12By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 13: Rows13By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
            case 14: Rows14By1(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite); return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
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
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows7By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows8By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows9By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows10By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s9_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                s9_1 = Vector512.FusedMultiplyAdd(x, y1, s9_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s9_0).Store((double*)c);
            (scale * s9_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s9_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows11By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s9_1 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s10_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                s9_1 = Vector512.FusedMultiplyAdd(x, y1, s9_1);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                s10_1 = Vector512.FusedMultiplyAdd(x, y1, s10_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s9_0).Store((double*)c);
            (scale * s9_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s10_0).Store((double*)c);
            (scale * s10_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s9_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s10_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows12By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s9_1 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s10_1 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
        var s11_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                s9_1 = Vector512.FusedMultiplyAdd(x, y1, s9_1);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                s10_1 = Vector512.FusedMultiplyAdd(x, y1, s10_1);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                s11_1 = Vector512.FusedMultiplyAdd(x, y1, s11_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s9_0).Store((double*)c);
            (scale * s9_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s10_0).Store((double*)c);
            (scale * s10_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s11_0).Store((double*)c);
            (scale * s11_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s9_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s10_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s11_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows13By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s9_1 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s10_1 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
        var s11_1 = Vector512<double>.Zero;
        var s12_0 = Vector512<double>.Zero;
        var s12_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var a12 = a0 + 12 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                s9_1 = Vector512.FusedMultiplyAdd(x, y1, s9_1);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                s10_1 = Vector512.FusedMultiplyAdd(x, y1, s10_1);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                s11_1 = Vector512.FusedMultiplyAdd(x, y1, s11_1);
                x = Vector512.Create(*(double*)a12);
                s12_0 = Vector512.FusedMultiplyAdd(x, y0, s12_0);
                s12_1 = Vector512.FusedMultiplyAdd(x, y1, s12_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                a12 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s9_0).Store((double*)c);
            (scale * s9_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s10_0).Store((double*)c);
            (scale * s10_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s11_0).Store((double*)c);
            (scale * s11_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s12_0).Store((double*)c);
            (scale * s12_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s9_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s10_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s11_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s12_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s12_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows14By2(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s0_1 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s1_1 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s2_1 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s3_1 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s4_1 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s5_1 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s6_1 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s7_1 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s8_1 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s9_1 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s10_1 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
        var s11_1 = Vector512<double>.Zero;
        var s12_0 = Vector512<double>.Zero;
        var s12_1 = Vector512<double>.Zero;
        var s13_0 = Vector512<double>.Zero;
        var s13_1 = Vector512<double>.Zero;
        var aRow2 = 2 * aRow;
        if (Sse.IsSupported)
        {
            var ahead = c;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            ahead += cRow;
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var a12 = a0 + 12 * aRow;
            var nextA = a0 + reach;
            var left = k;
            do
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    Sse.Prefetch0(next + 64);
                    Sse.Prefetch0(nextA);
                    nextA += aStep;
                    next += bStep;
                }

                var y0 = Vector512.Load((double*)b);
                var y1 = Vector512.Load((double*)(b + 1 * sizeof(Vector512<double>)));
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                s0_1 = Vector512.FusedMultiplyAdd(x, y1, s0_1);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                s1_1 = Vector512.FusedMultiplyAdd(x, y1, s1_1);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                s2_1 = Vector512.FusedMultiplyAdd(x, y1, s2_1);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                s3_1 = Vector512.FusedMultiplyAdd(x, y1, s3_1);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                s4_1 = Vector512.FusedMultiplyAdd(x, y1, s4_1);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                s5_1 = Vector512.FusedMultiplyAdd(x, y1, s5_1);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                s6_1 = Vector512.FusedMultiplyAdd(x, y1, s6_1);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                s7_1 = Vector512.FusedMultiplyAdd(x, y1, s7_1);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                s8_1 = Vector512.FusedMultiplyAdd(x, y1, s8_1);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                s9_1 = Vector512.FusedMultiplyAdd(x, y1, s9_1);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                s10_1 = Vector512.FusedMultiplyAdd(x, y1, s10_1);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                s11_1 = Vector512.FusedMultiplyAdd(x, y1, s11_1);
                x = Vector512.Create(*(double*)a12);
                s12_0 = Vector512.FusedMultiplyAdd(x, y0, s12_0);
                s12_1 = Vector512.FusedMultiplyAdd(x, y1, s12_1);
                x = Vector512.Create(*(double*)(a12 + aRow));
                s13_0 = Vector512.FusedMultiplyAdd(x, y0, s13_0);
                s13_1 = Vector512.FusedMultiplyAdd(x, y1, s13_1);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                a12 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            (scale * s0_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s1_0).Store((double*)c);
            (scale * s1_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s2_0).Store((double*)c);
            (scale * s2_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s3_0).Store((double*)c);
            (scale * s3_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s4_0).Store((double*)c);
            (scale * s4_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s5_0).Store((double*)c);
            (scale * s5_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s6_0).Store((double*)c);
            (scale * s6_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s7_0).Store((double*)c);
            (scale * s7_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s8_0).Store((double*)c);
            (scale * s8_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s9_0).Store((double*)c);
            (scale * s9_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s10_0).Store((double*)c);
            (scale * s10_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s11_0).Store((double*)c);
            (scale * s11_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s12_0).Store((double*)c);
            (scale * s12_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            (scale * s13_0).Store((double*)c);
            (scale * s13_1).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s0_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s1_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s2_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s3_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s4_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s5_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s6_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s7_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s8_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s9_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s10_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s11_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s12_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s12_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s13_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            Vector512.FusedMultiplyAdd(scale, s13_1, keep * Vector512.Load((double*)(c + 1 * sizeof(Vector512<double>)))).Store((double*)(c + 1 * sizeof(Vector512<double>)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows1By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows2By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows3By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                a0 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows4By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows5By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows6By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                a0 += aStep;
                a3 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows7By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
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
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows8By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows9By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows10By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
            c += cRow;
            (scale * s9_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows11By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
            c += cRow;
            (scale * s9_0).Store((double*)c);
            c += cRow;
            (scale * s10_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows12By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
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
            ahead += cRow;
            Sse.Prefetch0(ahead);
        }

        var next = b + 8 * bStep;
        var reach = runs == 1 ? 16 * aStep : 0;
        do
        {
            var a0 = a + *offsets++;
            var a3 = a0 + 3 * aRow;
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
            c += cRow;
            (scale * s9_0).Store((double*)c);
            c += cRow;
            (scale * s10_0).Store((double*)c);
            c += cRow;
            (scale * s11_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows13By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
        var s12_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var a12 = a0 + 12 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                x = Vector512.Create(*(double*)a12);
                s12_0 = Vector512.FusedMultiplyAdd(x, y0, s12_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                a12 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
            c += cRow;
            (scale * s9_0).Store((double*)c);
            c += cRow;
            (scale * s10_0).Store((double*)c);
            c += cRow;
            (scale * s11_0).Store((double*)c);
            c += cRow;
            (scale * s12_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s12_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows14By1(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, double alpha, double beta, bool overwrite)
    {
        var s0_0 = Vector512<double>.Zero;
        var s1_0 = Vector512<double>.Zero;
        var s2_0 = Vector512<double>.Zero;
        var s3_0 = Vector512<double>.Zero;
        var s4_0 = Vector512<double>.Zero;
        var s5_0 = Vector512<double>.Zero;
        var s6_0 = Vector512<double>.Zero;
        var s7_0 = Vector512<double>.Zero;
        var s8_0 = Vector512<double>.Zero;
        var s9_0 = Vector512<double>.Zero;
        var s10_0 = Vector512<double>.Zero;
        var s11_0 = Vector512<double>.Zero;
        var s12_0 = Vector512<double>.Zero;
        var s13_0 = Vector512<double>.Zero;
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
            var a6 = a0 + 6 * aRow;
            var a9 = a0 + 9 * aRow;
            var a12 = a0 + 12 * aRow;
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

                var y0 = Vector512.Load((double*)b);
                var x = Vector512.Create(*(double*)a0);
                s0_0 = Vector512.FusedMultiplyAdd(x, y0, s0_0);
                x = Vector512.Create(*(double*)(a0 + aRow));
                s1_0 = Vector512.FusedMultiplyAdd(x, y0, s1_0);
                x = Vector512.Create(*(double*)(a0 + aRow2));
                s2_0 = Vector512.FusedMultiplyAdd(x, y0, s2_0);
                x = Vector512.Create(*(double*)a3);
                s3_0 = Vector512.FusedMultiplyAdd(x, y0, s3_0);
                x = Vector512.Create(*(double*)(a3 + aRow));
                s4_0 = Vector512.FusedMultiplyAdd(x, y0, s4_0);
                x = Vector512.Create(*(double*)(a3 + aRow2));
                s5_0 = Vector512.FusedMultiplyAdd(x, y0, s5_0);
                x = Vector512.Create(*(double*)a6);
                s6_0 = Vector512.FusedMultiplyAdd(x, y0, s6_0);
                x = Vector512.Create(*(double*)(a6 + aRow));
                s7_0 = Vector512.FusedMultiplyAdd(x, y0, s7_0);
                x = Vector512.Create(*(double*)(a6 + aRow2));
                s8_0 = Vector512.FusedMultiplyAdd(x, y0, s8_0);
                x = Vector512.Create(*(double*)a9);
                s9_0 = Vector512.FusedMultiplyAdd(x, y0, s9_0);
                x = Vector512.Create(*(double*)(a9 + aRow));
                s10_0 = Vector512.FusedMultiplyAdd(x, y0, s10_0);
                x = Vector512.Create(*(double*)(a9 + aRow2));
                s11_0 = Vector512.FusedMultiplyAdd(x, y0, s11_0);
                x = Vector512.Create(*(double*)a12);
                s12_0 = Vector512.FusedMultiplyAdd(x, y0, s12_0);
                x = Vector512.Create(*(double*)(a12 + aRow));
                s13_0 = Vector512.FusedMultiplyAdd(x, y0, s13_0);
                a0 += aStep;
                a3 += aStep;
                a6 += aStep;
                a9 += aStep;
                a12 += aStep;
                b += bStep;
            }
            while (--left != 0);
        }
        while (--runs != 0);

        var scale = Vector512.Create(alpha);
        if (overwrite)
        {
            (scale * s0_0).Store((double*)c);
            c += cRow;
            (scale * s1_0).Store((double*)c);
            c += cRow;
            (scale * s2_0).Store((double*)c);
            c += cRow;
            (scale * s3_0).Store((double*)c);
            c += cRow;
            (scale * s4_0).Store((double*)c);
            c += cRow;
            (scale * s5_0).Store((double*)c);
            c += cRow;
            (scale * s6_0).Store((double*)c);
            c += cRow;
            (scale * s7_0).Store((double*)c);
            c += cRow;
            (scale * s8_0).Store((double*)c);
            c += cRow;
            (scale * s9_0).Store((double*)c);
            c += cRow;
            (scale * s10_0).Store((double*)c);
            c += cRow;
            (scale * s11_0).Store((double*)c);
            c += cRow;
            (scale * s12_0).Store((double*)c);
            c += cRow;
            (scale * s13_0).Store((double*)c);
        }
        else
        {
            var keep = Vector512.Create(beta);
            Vector512.FusedMultiplyAdd(scale, s0_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s1_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s2_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s3_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s4_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s5_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s6_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s7_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s8_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s9_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s10_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s11_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s12_0, keep * Vector512.Load((double*)c)).Store((double*)c);
            c += cRow;
            Vector512.FusedMultiplyAdd(scale, s13_0, keep * Vector512.Load((double*)c)).Store((double*)c);
        }
    }
}
