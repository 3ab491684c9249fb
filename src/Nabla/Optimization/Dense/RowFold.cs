namespace Nabla.Optimization.Dense;

/// <summary>
/// The triangle R of Q·R = [J r], from rows that come part by part (Golub and Van Loan, section 5.2): all that least squares
/// needs of any number of rows, in the room of as many as there are columns.
/// </summary>
sealed class RowFold
{
    readonly int _columns;
    readonly double[] _triangle;

    /// <summary>For that many columns, r among them as the last.</summary>
    public RowFold(int columns) => (_columns, _triangle) = (columns, new double[columns * columns]);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Array.Clear(_triangle);

    /// <summary>Takes rows in; they stand column by column, and are spoilt.</summary>
    public void Add(Span<double> rows, int count)
    {
        for (var k = 0; k < _columns; k++)
        {
            var own = rows.Slice(k * count, count);
            var below = Vectors.Dot(own, own);
            if (below == 0) continue;
            ref var head = ref _triangle[k * _columns + k];
            var length = Math.CopySign(Math.Sqrt(head * head + below), head);
            // Householder's v = (head + length, own), and vᵀv/2.
            var (first, half) = (head + length, length * (head + length));
            head = -length;
            for (var j = k + 1; j < _columns; j++)
            {
                var other = rows.Slice(j * count, count);
                ref var above = ref _triangle[j * _columns + k];
                var share = (first * above + Vectors.Dot(own, other)) / half;
                above -= share * first;
                Vectors.Add(-share, own, other);
            }
        }
    }

    /// <summary>Writes the columns of R but the last, column by column, and the last.</summary>
    public void CopyTo(Span<double> jacobian, Span<double> residuals)
    {
        var split = _columns * (_columns - 1);
        _triangle.AsSpan(0, split).CopyTo(jacobian);
        _triangle.AsSpan(split).CopyTo(residuals);
    }
}
