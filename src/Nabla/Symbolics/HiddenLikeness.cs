using System.Runtime.InteropServices;

namespace Nabla.Symbolics;

// Tells cheaply whether a sum of quotients could be shorter with its numerators split: where the pieces of a numerator
// contain a multiple of a sum below it, as in (x²·u + u + v)/(x² + 1)², and another term stands over the same sum. Nearly
// all others become longer, and to try them would cost more than what comes of it.
sealed class HiddenLikeness
{
    const int MostPieces = 64;

    [ThreadStatic] static HiddenLikeness? t_one;

    // The sums below the line of each term: whether another term stands over the same, and whether the numerator contains
    // a multiple of it.
    readonly List<(Expr Sum, int Term, bool IsShared, bool IsAbove)> _below = [];
    readonly List<Piece> _pieces = [];
    readonly List<Piece> _terms = [];
    readonly Dictionary<ulong, double> _met = [];
    int _first;

    // A product as its fingerprint and the number before it, which need not be exact: it only says what is worth a try.
    readonly record struct Piece(ulong Print, double Number);

    public static bool IsPossible(Expr sum)
    {
        var one = t_one ??= new();
        var isPossible = one.IsIn(sum);
        // One that is kept holds no formula.
        one._below.Clear();
        return isPossible;
    }

    bool IsIn(Expr sum)
    {
        var x = sum;
        for (var term = 0; term < Views.MostCopied; term++)
        {
            var quotient = Views.Unsigned(Views.IsSum(x) ? x[1] : x);
            if (Views.IsQuotient(quotient)) CollectBelow(quotient[1], term);
            if (!Views.IsSum(x)) break;
            x = x[0];
        }

        _first = 0;
        for (var term = 0; _first < _below.Count; term++, sum = sum[0])
        {
            var end = _first;
            var isShared = false;
            for (; end < _below.Count && _below[end].Term == term; end++) isShared |= _below[end].IsShared;
            if (isShared && Cancels(Views.Unsigned(Views.IsSum(sum) ? sum[1] : sum), end)) return true;
            _first = end;
        }

        return false;
    }

    void CollectBelow(Expr line, int term)
    {
        for (; ; line = line[0])
        {
            var root = Views.RootOf(Views.IsProduct(line) ? line[1] : line);
            if (Views.IsSum(root)) _below.Add((root, term, SharesWithEarlier(root, term), false));
            if (!Views.IsProduct(line)) return;
        }
    }

    bool SharesWithEarlier(Expr sum, int term)
    {
        var isShared = false;
        foreach (ref var other in CollectionsMarshal.AsSpan(_below))
        {
            if (other.Term == term || !other.Sum.Equals(sum)) continue;
            other.IsShared = isShared = true;
        }

        return isShared;
    }

    // Whether the numerator contains a multiple of a sum below it that another term stands over too.
    bool Cancels(Expr quotient, int end)
    {
        if (!Views.HasSumFactor(quotient)) return false;
        _pieces.Clear();
        WriteOut(quotient[0], isNegative: false, isWhole: true);
        _met.Clear();
        foreach (var (print, number) in _pieces) _met[print] = _met.GetValueOrDefault(print) + number;
        for (var i = _first; i < end; i++)
            if (_below[i].IsShared && (_below[i].IsAbove || _pieces.Count > MostPieces || HasMultiple(_below[i].Sum))) return true;
        return false;
    }

    // Whether some pieces are the terms of the sum, all times the same.
    bool HasMultiple(Expr sum)
    {
        _terms.Clear();
        var x = sum;
        for (; Views.IsSum(x) && _terms.Count < MostPieces; x = x[0]) _terms.Add(PieceOf(x[1], ((ApplyExpr)x).Shape == ExprShape.Difference));
        _terms.Add(PieceOf(x, isNegative: false));
        var (first, one) = _terms[0];
        foreach (var (print, number) in _met)
        {
            var i = 1;
            while (i < _terms.Count && IsMet(print - first + _terms[i].Print, number / one * _terms[i].Number)) i++;
            if (i == _terms.Count) return true;
        }

        return false;
    }

    bool IsMet(ulong print, double number) => _met.TryGetValue(print, out var met) && Math.Abs(met - number) <= 1e-9 * Math.Abs(number);

    static Piece PieceOf(Expr product, bool isNegative)
    {
        var number = Coefficient.Of(product).Number.Value.ToDouble();
        return new(Fingerprint.Of(product), isNegative ? -number : number);
    }

    // Adds the pieces that the product has when its sums, and theirs, are written out.
    void WriteOut(Expr product, bool isNegative, bool isWhole)
    {
        var first = _pieces.Count;
        _pieces.Add(new(0, 1));
        var (rest, number) = PieceOf(product, isNegative);
        product = Views.Unsigned(product);
        if (Views.IsQuotient(product)) product = product[0];
        for (var depth = 0; depth < Views.MostCopied; depth++)
        {
            var factor = Views.IsProduct(product) ? product[1] : product;
            if (Views.IsSum(factor))
            {
                if (!isWhole)
                    foreach (ref var below in CollectionsMarshal.AsSpan(_below)[_first..]) below.IsAbove |= below.Sum.Equals(factor);
                rest -= Fingerprint.OfFactor(factor);
                Multiply(first, factor);
            }

            if (!Views.IsProduct(product) || _pieces.Count > MostPieces) break;
            product = product[0];
        }

        for (var i = first; i < _pieces.Count; i++) _pieces[i] = new(_pieces[i].Print + rest, _pieces[i].Number * number);
    }

    // Each piece from there on times each piece of the sum.
    void Multiply(int first, Expr sum)
    {
        var end = _pieces.Count;
        for (var x = sum; _pieces.Count <= 2 * MostPieces; x = x[0])
        {
            var isTerm = Views.IsSum(x);
            WriteOut(isTerm ? x[1] : x, isTerm && ((ApplyExpr)x).Shape == ExprShape.Difference, isWhole: false);
            if (!isTerm) break;
        }

        var (before, own) = (_pieces[first..end], _pieces[end..]);
        _pieces.RemoveRange(first, _pieces.Count - first);
        foreach (var a in before)
        {
            foreach (var b in own)
                if (_pieces.Count <= MostPieces) _pieces.Add(new(a.Print + b.Print, a.Number * b.Number));
        }
    }
}
