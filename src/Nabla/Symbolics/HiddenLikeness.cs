namespace Nabla.Symbolics;

// Tells cheaply whether a sum of quotients could be shorter with its numerators split: where two of its terms stand over
// the same sum, and the pieces of a numerator contain a multiple of a sum below it, as in (x²·u + u + v)/(x² + 1)².
sealed class HiddenLikeness
{
    const int MostPieces = 64;

    readonly List<(Expr Sum, int Term)> _below = [];
    readonly List<ulong> _pieces = [];
    readonly List<ulong> _terms = [];
    readonly HashSet<ulong> _met = [];
    int _first;
    bool _hasLikeness;

    public bool IsPossible(Expr sum)
    {
        _below.Clear();
        bool shares = false, likeness = false;
        for (var depth = 0; depth < Views.MostCopied && !(shares && likeness); depth++)
        {
            var term = Views.Unsigned(Views.IsSum(sum) ? sum[1] : sum);
            if (Views.IsQuotient(term))
            {
                _first = _below.Count;
                shares |= CollectBelow(term[1], depth);
                likeness |= _below.Count > _first && Views.HasSumFactor(term) && Meets(term[0]);
            }

            if (!Views.IsSum(sum)) break;
            sum = sum[0];
        }

        return shares && likeness;
    }

    // True if a sum below the line is also below another term.
    bool CollectBelow(Expr line, int term)
    {
        var shares = false;
        for (; ; line = line[0])
        {
            var root = Views.RootOf(Views.IsProduct(line) ? line[1] : line);
            if (Views.IsSum(root))
            {
                foreach (var other in _below) shares |= other.Term != term && other.Sum.Equals(root);
                _below.Add((root, term));
            }

            if (!Views.IsProduct(line)) return shares;
        }
    }

    bool Meets(Expr numerator)
    {
        _pieces.Clear();
        _hasLikeness = false;
        WriteOut(numerator, isWhole: true);
        if (_hasLikeness || _pieces.Count > MostPieces) return true;
        _met.Clear();
        foreach (var piece in _pieces) _met.Add(piece);
        for (var i = _first; i < _below.Count; i++)
            if (HasMultiple(_below[i].Sum)) return true;
        return false;
    }

    // Whether some pieces are the terms of the sum, all times the same.
    bool HasMultiple(Expr sum)
    {
        _terms.Clear();
        var x = sum;
        for (; Views.IsSum(x) && _terms.Count < MostPieces; x = x[0]) _terms.Add(Fingerprint.Of(x[1]));
        _terms.Add(Fingerprint.Of(x));
        foreach (var piece in _pieces)
        {
            var i = 1;
            while (i < _terms.Count && _met.Contains(piece - _terms[0] + _terms[i])) i++;
            if (i == _terms.Count) return true;
        }

        return false;
    }

    // Adds the fingerprints of the pieces that the product has when its sums, and theirs, are written out.
    void WriteOut(Expr product, bool isWhole)
    {
        var first = _pieces.Count;
        _pieces.Add(0);
        product = Views.Unsigned(product);
        var rest = Fingerprint.Of(product);
        if (Views.IsQuotient(product)) product = product[0];
        for (var depth = 0; depth < Views.MostCopied; depth++)
        {
            var factor = Views.IsProduct(product) ? product[1] : product;
            if (Views.IsSum(factor))
            {
                if (!isWhole)
                    for (var i = _first; i < _below.Count; i++) _hasLikeness |= _below[i].Sum.Equals(factor);
                rest -= Fingerprint.OfFactor(factor);
                Multiply(first, factor);
            }

            if (!Views.IsProduct(product) || _pieces.Count > MostPieces) break;
            product = product[0];
        }

        for (var i = first; i < _pieces.Count; i++) _pieces[i] += rest;
    }

    // Each piece from there on times each piece of the sum.
    void Multiply(int first, Expr sum)
    {
        var end = _pieces.Count;
        for (var x = sum; _pieces.Count <= 2 * MostPieces; x = x[0])
        {
            WriteOut(Views.IsSum(x) ? x[1] : x, isWhole: false);
            if (!Views.IsSum(x)) break;
        }

        var (before, own) = (_pieces[first..end], _pieces[end..]);
        _pieces.RemoveRange(first, _pieces.Count - first);
        if ((long)before.Count * own.Count > 2 * MostPieces) _hasLikeness = true;
        foreach (var a in before)
        {
            foreach (var b in own)
                if (_pieces.Count <= MostPieces) _pieces.Add(a + b);
        }
    }
}
