using System.Runtime.InteropServices;
using Nabla.Execution.Kernels;
using Nabla.Optimization.Dense;

namespace Nabla.Optimization.Blocks;

/// <summary>
/// (JᵀJ + λD)·h = −Jᵀr with D the diagonal of JᵀJ, by the Schur complement: the blocks of one kind are eliminated one by one,
/// and what is left for the others is dense and solved by Cholesky's method (Triggs and others 2000, section 6.1).
/// </summary>
sealed class SchurSystem
{
    readonly IReadOnlyList<BlockTerm> _terms;
    readonly int _reduced;
    readonly int _size;
    readonly double[] _whole;
    readonly double[] _complement;
    readonly double[] _blocks;
    readonly double[] _factors;
    readonly double[] _gradient;
    readonly double[] _diagonal;
    readonly bool[] _isFelt;
    readonly double[][] _coupling;
    readonly List<(int Term, int Block)>[] _seen;
    readonly List<double[]> _shares = [];

    public SchurSystem(IReadOnlyList<BlockTerm> terms, BlockLayout layout)
    {
        (_terms, _reduced, _size) = (terms, layout.Reduced, layout.Eliminated?.Size ?? 0);
        var count = layout.Eliminated?.Count ?? 0;
        (_whole, _complement) = (new double[(long)_reduced * _reduced], new double[(long)_reduced * _reduced]);
        (_blocks, _factors) = (new double[count * _size * _size], new double[count * _size * _size]);
        (_gradient, _diagonal) = (new double[layout.Length], new double[layout.Length]);
        _isFelt = new bool[layout.Length];
        _coupling = [.. terms.Select(term => new double[term.EliminatedFrom == term.EliminatedTo ? 0 : term.Count * term.Width * _size])];
        _seen = new List<(int, int)>[count];
        for (var p = 0; p < count; p++) _seen[p] = [];
        for (var t = 0; t < terms.Count; t++)
            for (var i = 0; i < terms[t].Count && _coupling[t].Length > 0; i++)
                _seen[(terms[t].Places(i)[terms[t].EliminatedFrom] - _reduced) / _size].Add((t, i));
    }

    /// <summary>Jᵀr.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>The diagonal of JᵀJ; 1 for a variable that no residual depends on.</summary>
    public ReadOnlySpan<double> Diagonal => _diagonal;

    /// <summary>Whether a residual depends on the variable.</summary>
    public bool IsFelt(int variable) => _isFelt[variable];

    /// <summary>Takes the residuals and Jacobians that the terms hold.</summary>
    public void Prepare()
    {
        foreach (var buffer in (ReadOnlySpan<double[]>)[_whole, _blocks, _gradient]) Array.Clear(buffer);
        for (var t = 0; t < _terms.Count; t++)
        {
            if (_coupling[t].Length > 0) Array.Clear(_coupling[t]);
            for (var i = 0; i < _terms[t].Count; i++) Add(_terms[t], i, Coupling(t, i));
        }

        for (var j = 0; j < _reduced; j++) _diagonal[j] = _whole[j * (long)_reduced + j];
        for (var j = _reduced; j < _diagonal.Length; j++)
            _diagonal[j] = _blocks[(j - _reduced) / _size * _size * _size + (j - _reduced) % _size * (_size + 1)];
        for (var j = 0; j < _diagonal.Length; j++)
        {
            _isFelt[j] = _diagonal[j] != 0;
            if (!_isFelt[j]) _diagonal[j] = 1;
        }
    }

    /// <summary>Writes the step for a damping; false where the matrix is not positive definite in the numbers there are.</summary>
    public bool Solve(double damping, Span<double> step)
    {
        if (!Factor(damping)) return false;
        for (var j = 0; j < step.Length; j++) step[j] = -_gradient[j];
        Solve(step);
        return Vectors.AreFinite(step);
    }

    /// <summary>
    /// Factors the damped matrix; false where it is not positive definite, or a pivot is no more than that share of what
    /// stood there.
    /// </summary>
    public bool Factor(double damping, double least = 0)
    {
        _whole.CopyTo(_complement, 0);
        for (var j = 0; j < _reduced; j++) _complement[j * (long)_reduced + j] += Added(damping, j);
        for (var p = 0; p < _seen.Length; p++)
            if (!Eliminate(p, damping, least)) return false;
        return FactorComplement(least);
    }

    /// <summary>x ← (JᵀJ + λD)⁻¹·x for the damping of the last <see cref="Factor"/>.</summary>
    public void Solve(Span<double> x)
    {
        for (var p = 0; p < _seen.Length; p++) Forward(p, x);
        SolveComplement(x[.._reduced]);
        for (var p = 0; p < _seen.Length; p++) Substitute(p, x);
    }

    /// <summary>The part of a column of the inverse that belongs to the block of its variable.</summary>
    public void SolveWithin(int variable, Span<double> x)
    {
        x.Clear();
        x[variable] = 1;
        if (variable < _reduced)
        {
            SolveComplement(x[.._reduced]);
            return;
        }

        var p = (variable - _reduced) / _size;
        Forward(p, x);
        SolveComplement(x[.._reduced]);
        Substitute(p, x);
    }

    // A variable that no residual feels stays, whatever the damping.
    double Added(double damping, int j) => damping * _diagonal[j] + (_isFelt[j] ? 0 : 1);

    // The products of a residual block's Jacobian with itself and with its residuals, to where they belong.
    void Add(BlockTerm term, int i, Span<double> coupling)
    {
        var places = term.Places(i);
        ReadOnlySpan<double> jacobian = term.Jacobian(i), r = term.Residuals(i);
        var w = term.Width;
        var (from, to) = (term.EliminatedFrom, term.EliminatedTo);
        for (var k = 0; k < term.Size; k++)
        {
            var row = jacobian.Slice(k * w, w);
            for (var a = 0; a < w; a++)
            {
                var (entry, place) = (row[a], places[a]);
                _gradient[place] += entry * r[k];
                if (a >= from && a < to)
                {
                    var into = _blocks.AsSpan((place - _reduced) * _size, _size);
                    for (var b = 0; b < _size; b++) into[b] += entry * row[from + b];
                    continue;
                }

                if (from < to) Vectors.Add(entry, row.Slice(from, _size), coupling.Slice(a * _size, _size));
                var whole = Row(_whole, place);
                for (var b = 0; b < w; b++)
                    if (places[b] <= place && (b < from || b >= to)) whole[places[b]] += entry * row[b];
            }
        }
    }

    // Takes block p out: V = L·Lᵀ, S −= W·V⁻¹·Wᵀ.
    bool Eliminate(int p, double damping, double least)
    {
        var factor = _factors.AsSpan(p * _size * _size, _size * _size);
        _blocks.AsSpan(p * _size * _size, _size * _size).CopyTo(factor);
        for (var k = 0; k < _size; k++) factor[k * (_size + 1)] += Added(damping, _reduced + p * _size + k);
        if (!SmallCholesky.Factor(factor, _size)) return false;
        for (var k = 0; k < _size; k++)
            if (!IsPivot(factor[k * (_size + 1)], _reduced + p * _size + k, least)) return false;
        for (var s = 0; s < _seen[p].Count; s++)
        {
            var (t, i) = _seen[p][s];
            var term = _terms[t];
            // W·L⁻ᵀ, row by row.
            var share = Share(s, term.Width * _size);
            Coupling(t, i).CopyTo(share);
            for (var a = 0; a < term.Width; a++)
                if (a < term.EliminatedFrom || a >= term.EliminatedTo) SmallCholesky.SolveLower(factor, _size, share.Slice(a * _size, _size));
            for (var q = 0; q <= s; q++) Subtract(_seen[p][s], s, _seen[p][q], q);
        }

        return true;
    }

    bool IsPivot(double root, int j, double least) => root * root > least * _diagonal[j];

    // x of p ← V⁻¹·x, and its share W·V⁻¹·x taken off the others.
    void Forward(int p, Span<double> x)
    {
        Span<double> factor = _factors.AsSpan(p * _size * _size, _size * _size), own = x.Slice(_reduced + p * _size, _size);
        SmallCholesky.SolveLower(factor, _size, own);
        SmallCholesky.SolveUpper(factor, _size, own);
        foreach (var (t, i) in _seen[p])
        {
            var term = _terms[t];
            var coupling = Coupling(t, i);
            var places = term.Places(i);
            for (var a = 0; a < term.Width; a++)
                if (a < term.EliminatedFrom || a >= term.EliminatedTo) x[places[a]] -= Vectors.Dot(coupling.Slice(a * _size, _size), own);
        }
    }

    // S −= X·Yᵀ for the shares of two residual blocks, in the lower triangle.
    void Subtract((int Term, int Block) one, int s, (int Term, int Block) other, int q)
    {
        var (x, y) = (_terms[one.Term], _terms[other.Term]);
        ReadOnlySpan<int> atX = x.Places(one.Block), atY = y.Places(other.Block);
        ReadOnlySpan<double> sharesX = Share(s, x.Width * _size), sharesY = Share(q, y.Width * _size);
        for (var a = 0; a < x.Width; a++)
        {
            if (a >= x.EliminatedFrom && a < x.EliminatedTo) continue;
            var left = sharesX.Slice(a * _size, _size);
            for (var b = 0; b < y.Width; b++)
            {
                if (b >= y.EliminatedFrom && b < y.EliminatedTo) continue;
                var product = Vectors.Dot(left, sharesY.Slice(b * _size, _size));
                var (row, column) = (Math.Max(atX[a], atY[b]), Math.Min(atX[a], atY[b]));
                // Two blocks meet twice, above and below the diagonal; on it both fall on one place.
                if (s != q) _complement[row * (long)_reduced + column] -= atX[a] == atY[b] ? 2 * product : product;
                else if (atX[a] >= atY[b]) _complement[row * (long)_reduced + column] -= product;
            }
        }
    }

    unsafe bool FactorComplement(double least)
    {
        if (_reduced == 0) return true;
        fixed (double* a = _complement)
            if (Cholesky.Factor(new Matrix<double>(a, _reduced, _reduced)) >= 0) return false;
        for (var j = 0; j < _reduced; j++)
            if (!IsPivot(_complement[j * (long)_reduced + j], j, least)) return false;
        return true;
    }

    unsafe void SolveComplement(Span<double> right)
    {
        if (_reduced == 0) return;
        fixed (double* a = _complement, b = right)
        {
            var (matrix, column) = (new Matrix<double>(a, _reduced, _reduced), new Matrix<double>(b, _reduced, 1));
            Triangular.SolveLower(matrix, column);
            Triangular.SolveUpper(matrix.Transposed, column);
        }
    }

    // x of p ← x − V⁻¹·Wᵀ·x of the others.
    void Substitute(int p, Span<double> x)
    {
        Span<double> factor = _factors.AsSpan(p * _size * _size, _size * _size), own = x.Slice(_reduced + p * _size, _size);
        Span<double> sum = stackalloc double[_size <= 64 ? _size : 0];
        if (sum.Length < _size) sum = new double[_size];
        sum.Clear();
        foreach (var (t, i) in _seen[p])
        {
            var term = _terms[t];
            var coupling = Coupling(t, i);
            var places = term.Places(i);
            for (var a = 0; a < term.Width; a++)
                if (a < term.EliminatedFrom || a >= term.EliminatedTo) Vectors.Add(x[places[a]], coupling.Slice(a * _size, _size), sum);
        }

        SmallCholesky.SolveLower(factor, _size, sum);
        SmallCholesky.SolveUpper(factor, _size, sum);
        Vectors.Add(-1, sum, own);
    }

    Span<double> Coupling(int t, int i) =>
        _coupling[t].Length == 0 ? [] : _coupling[t].AsSpan(i * _terms[t].Width * _size, _terms[t].Width * _size);

    Span<double> Row(double[] matrix, int row) => MemoryMarshal.CreateSpan(ref matrix[row * (long)_reduced], _reduced);

    Span<double> Share(int s, int length)
    {
        if (s == _shares.Count) _shares.Add([]);
        if (_shares[s].Length < length) _shares[s] = new double[length];
        return _shares[s].AsSpan(0, length);
    }
}
