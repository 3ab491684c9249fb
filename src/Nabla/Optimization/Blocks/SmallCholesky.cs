using Nabla.Optimization.Dense;

namespace Nabla.Optimization.Blocks;

/// <summary>Cholesky's factor of matrices of a few rows, in place, row by row.</summary>
static class SmallCholesky
{
    /// <summary>Puts L in the lower triangle; false where a pivot is not positive.</summary>
    public static bool Factor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var rest = row[j] - Vectors.Dot(row[..j], a.Slice(j * n, n));
                if (j < i) row[j] = rest / a[j * n + j];
                else if (rest > 0) row[i] = Math.Sqrt(rest);
                else return false;
            }
        }

        return true;
    }

    /// <summary>b ← L⁻¹b.</summary>
    public static void SolveLower(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++) b[i] = (b[i] - Vectors.Dot(b[..i], l.Slice(i * n, n))) / l[i * n + i];
    }

    /// <summary>b ← L⁻ᵀb.</summary>
    public static void SolveUpper(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= l[i * n + i];
            for (var j = 0; j < i; j++) b[j] -= l[i * n + j] * b[i];
        }
    }
}
