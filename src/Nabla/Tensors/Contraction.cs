using Nabla.Primitives;

namespace Nabla.Tensors;

/// <summary>Einstein's notation on tensors, as diagonals, sums, permutations and one matrix product for each pair.</summary>
sealed class Contraction
{
    // Axes of an ellipsis are letters from here on, counted from the last.
    const char Open = '\u0100';
    const int MostOpen = 64;

    readonly string _notation;
    readonly Tensor[] _x;
    readonly string[] _letters;
    readonly string _result;
    readonly Dictionary<char, nint> _lengths = [];

    public Contraction(string notation, ReadOnlySpan<Tensor> x)
    {
        _notation = notation;
        var sides = notation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length > 2) throw new FormatException($"einsum \"{notation}\": there is more than one arrow.");
        var terms = sides[0].Split(',');
        if (terms.Length != x.Length) throw new FormatException($"einsum \"{notation}\" names {terms.Length} operands, and {x.Length} are given.");
        var dtype = Promotion.Floating(ConvertType.Common(x));
        _x = new Tensor[x.Length];
        _letters = new string[x.Length];
        var open = 0;
        for (var i = 0; i < x.Length; i++)
        {
            _x[i] = ConvertType.To(x[i], dtype);
            _letters[i] = Letters(terms[i], x[i].Rank, x[i].Shape);
            open = Math.Max(open, _letters[i].Count(letter => letter >= Open));
            Measure(_letters[i], x[i].Shape);
        }

        var all = string.Concat(_letters);
        _result = sides.Length == 2
            ? Letters(sides[1], sides[1].Contains("...", StringComparison.Ordinal) ? sides[1].Length - 3 + open : sides[1].Length, null)
            : Opened(open) + string.Concat(all.Where(c => c < Open && all.Count(d => d == c) == 1).Order());
        foreach (var letter in _result)
            if (!all.Contains(letter, StringComparison.Ordinal) || _result.Count(c => c == letter) > 1)
                throw new FormatException($"einsum \"{notation}\": the result names \"{letter}\" twice, or no operand does.");
    }

    public Tensor Evaluate()
    {
        for (var i = 0; i < _x.Length; i++) (_x[i], _letters[i]) = Diagonal(Unrepeated(_x[i], _letters[i]), _letters[i]);
        var (y, letters) = Summed(_x[0], _letters[0], Later(0) + _result);
        for (var i = 1; i < _x.Length; i++)
        {
            var needed = Later(i) + _result;
            var (next, nextLetters) = Summed(_x[i], _letters[i], letters + needed);
            (y, letters) = Summed(y, letters, nextLetters + needed);
            (y, letters) = Product(y, letters, next, nextLetters, needed);
        }

        return y.Rank < 2 ? y : y.Permute([.. _result.Select(letter => letters.IndexOf(letter))]);
    }

    static string Opened(int count) => string.Concat(Enumerable.Range(0, count).Select(i => (char)(Open + count - 1 - i)));

    string Later(int i) => string.Concat(_letters[(i + 1)..]);

    string Letters(string term, int rank, Shape? shape)
    {
        var at = term.IndexOf("...", StringComparison.Ordinal);
        var named = at < 0 ? term : term.Remove(at, 3);
        foreach (var letter in named)
            if (!char.IsAsciiLetter(letter)) throw new FormatException($"einsum \"{_notation}\": \"{letter}\" is no letter.");
        var open = rank - named.Length;
        if (open < 0 || open > MostOpen || (at < 0 && open > 0))
            throw new ShapeException($"einsum \"{_notation}\": \"{term}\" does not name the axes of shape {shape}.");
        return at < 0 ? term : named.Insert(at, Opened(open));
    }

    void Measure(string letters, Shape shape)
    {
        for (var axis = 0; axis < letters.Length; axis++)
        {
            var (letter, length) = (letters[axis], shape[axis]);
            if (!_lengths.TryGetValue(letter, out var known) || (letter >= Open && known == 1)) _lengths[letter] = length;
            else if (known != length && !(letter >= Open && length == 1))
                throw new ShapeException($"einsum \"{_notation}\": {(letter < Open ? $"letter {letter}" : "an axis of the ellipsis")} has lengths " +
                    $"{known} and {length}: shapes {string.Join(", ", _x.Where(x => x is not null).Select(x => x.Shape))}.");
        }
    }

    // Axes of an ellipsis broadcast.
    Tensor Unrepeated(Tensor x, string letters)
    {
        Shape shape = [.. letters.Select(letter => _lengths[letter])];
        return Broadcast.To(x, shape);
    }

    /// <summary>The elements where the axes of equal letters have equal indices.</summary>
    static (Tensor X, string Letters) Diagonal(Tensor x, string letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            for (var j = letters.LastIndexOf(letters[i]); j > i; j = letters.LastIndexOf(letters[i]))
            {
                var length = x.Shape[i];
                x = x.MoveAxis(i, -1).MoveAxis(j - 1, -2);
                letters = letters.Remove(j, 1).Remove(i, 1) + letters[i];
                var square = Reshape.To(x, [.. x.Shape.Lengths[..^2], length * length]);
                x = Slice.Along(square, square.Rank - 1, 0, length, length + 1);
            }
        }

        return (x, letters);
    }

    static (Tensor X, string Letters) Summed(Tensor x, string letters, string needed)
    {
        int[] axes = [.. Enumerable.Range(0, letters.Length).Where(i => !needed.Contains(letters[i], StringComparison.Ordinal))];
        return axes.Length == 0 ? (x, letters) : (Tensor.Sum(x, axes), string.Concat(letters.Where(letter => needed.Contains(letter, StringComparison.Ordinal))));
    }

    (Tensor X, string Letters) Product(Tensor a, string aLetters, Tensor b, string bLetters, string needed)
    {
        var shared = aLetters.Where(bLetters.Contains).ToArray();
        var batch = string.Concat(shared.Where(needed.Contains));
        var summed = string.Concat(shared.Where(letter => !needed.Contains(letter, StringComparison.Ordinal)));
        var left = string.Concat(aLetters.Except(shared));
        var right = string.Concat(bLetters.Except(shared));
        var product = Tensor.MatMul(Arranged(a, aLetters, batch, left, summed), Arranged(b, bLetters, batch, summed, right));
        return (Reshape.To(product, ShapeOf(batch + left + right)), batch + left + right);
    }

    Tensor Arranged(Tensor x, string letters, string batch, string rows, string columns)
    {
        var order = batch + rows + columns;
        var permuted = order == letters ? x : x.Permute([.. order.Select(letter => letters.IndexOf(letter))]);
        return Reshape.To(permuted, [.. ShapeOf(batch).Lengths, ShapeOf(rows).Count, ShapeOf(columns).Count]);
    }

    Shape ShapeOf(string letters) => [.. letters.Select(letter => _lengths[letter])];
}
