using System.Runtime.InteropServices;
using Nabla.Rules;
using static Nabla.Symbolics.CanonicalOrder;

namespace Nabla.Symbolics;

// A sum seen as numbers times terms: like terms meet here, whatever the nesting and order they were written in.
sealed class SumBuilder(Rewriter rewriter)
{
    const int ScanUpTo = 12;

    readonly List<Term> _terms = [];
    readonly List<Placed> _placed = [];
    NodeMap<int>? _places;
    Quantity _number;
    bool _mayHaveZeros;

    // The term is kept as it came, but for its sign, for as long as no other meets it.
    readonly record struct Term(Quantity Factor, Expr Rest, Expr? Unsigned = null);

    readonly record struct Placed(TermKey Key, int Place);

    public int Count => _terms.Count;

    public void Clear()
    {
        _terms.Clear();
        _places = null;
        _number = Quantity.Zero;
        _mayHaveZeros = false;
    }

    /// <summary>Adds factor · x, for an x that is simplified already.</summary>
    public void Add(Expr x, Quantity factor, bool distribute = true)
    {
        var depth = 0;
        while (x is ApplyExpr f && depth < Views.MostCopied)
        {
            if (f.Shape == ExprShape.Negative)
            {
                factor = -factor;
                x = f[0];
                continue;
            }

            if (f.Shape != ExprShape.Sum && f.Shape != ExprShape.Difference) break;
            if (depth++ == 0 && !Views.IsShort(f)) break;
            AddLeaf(f[1], f.Shape == ExprShape.Sum ? factor : -factor, distribute);
            x = f[0];
        }

        AddLeaf(x, factor, distribute);
    }

    void AddLeaf(Expr x, Quantity factor, bool distribute)
    {
        var c = Coefficient.Of(x);
        var number = Quantity.TryMultiply(c.Number, factor);
        if (c.Rest is null)
        {
            if (number is { } n && Quantity.TryApply(Elementwise.Add, _number, n) is { } sum) _number = sum;
            else AddTerm(factor, x);
        }
        else if (number is not { } k)
        {
            AddTerm(factor, x);
        }
        else if (distribute && Views.IsSum(c.Rest) && (k.IsOne || k.IsMinusOne || Views.IsShorterDistributed(c.Rest, k)))
        {
            if (!k.IsOne && !k.IsMinusOne) rewriter.Log.Fired(Simplifications.Distribute);
            Add(c.Rest, k, distribute: false);
        }
        else
        {
            AddTerm(k, c.Rest, (factor.IsOne || factor.IsMinusOne) && c.Number.Value.Sign > 0 ? x : null);
        }
    }

    void AddTerm(Quantity factor, Expr rest, Expr? unsigned = null)
    {
        var place = Find(rest);
        if (place < 0)
        {
            if (_places is not null) _places[rest] = _terms.Count;
            _terms.Add(new(factor, rest, unsigned));
            _mayHaveZeros |= factor.IsZero;
        }
        else if (Quantity.TryApply(Elementwise.Add, _terms[place].Factor, factor) is { } sum)
        {
            _terms[place] = new(sum, rest);
            _mayHaveZeros = true;
            rewriter.Log.Fired(Simplifications.LikeTerms);
        }
        else
        {
            _terms.Add(new(factor, rest));
            _mayHaveZeros = true;
        }
    }

    int Find(Expr rest)
    {
        if (_places is not null) return _places.TryGet(rest, out var place) ? place : -1;
        var terms = CollectionsMarshal.AsSpan(_terms);
        for (var i = 0; i < terms.Length; i++)
            if (ReferenceEquals(terms[i].Rest, rest) || (terms[i].Rest.Hash == rest.Hash && terms[i].Rest.Equals(rest))) return i;
        if (terms.Length < ScanUpTo) return -1;
        _places = new();
        for (var i = _terms.Count - 1; i >= 0; i--) _places[_terms[i].Rest] = i;
        return -1;
    }

    /// <summary>The sum in canonical order: by falling degree, or rising where that spares a leading minus: 1 − x².</summary>
    public Expr ToExpr()
    {
        if (_mayHaveZeros) _terms.RemoveAll(static term => term.Factor.IsZero);
        if (!_number.IsZero) _terms.Add(new(_number, Views.One));
        if (_terms.Count == 0) return 0;
        if (_terms.Count == 1) return Written(_terms[0]);
        _placed.Clear();
        var terms = CollectionsMarshal.AsSpan(_terms);
        for (var i = 0; i < terms.Length; i++) _placed.Add(new(KeyOf(IsNumber(terms[i]) ? null : terms[i].Rest), i));
        Sort(_placed);
        if (IsNegative(terms[_placed[0].Place]) && !IsNegative(terms[_placed[^1].Place])) _placed.Reverse();
        return Chain(terms);
    }

    // By insertion where the terms are few.
    void Sort(List<Placed> placed)
    {
        if (placed.Count > ScanUpTo)
        {
            Runs.Sort(placed, (a, b) => Compare(a, b));
            return;
        }

        for (var i = 1; i < placed.Count; i++)
        {
            var moving = placed[i];
            var j = i;
            for (; j > 0 && Compare(placed[j - 1], moving) > 0; j--) placed[j] = placed[j - 1];
            placed[j] = moving;
        }
    }

    int Compare(in Placed a, in Placed b) =>
        a.Key.CompareTo(b.Key) is not 0 and var order ? order : CompareTerms(_terms[a.Place].Rest, _terms[b.Place].Rest);

    Expr Chain(ReadOnlySpan<Term> terms)
    {
        var table = rewriter.Table;
        var sum = Written(terms[_placed[0].Place]);
        for (var i = 1; i < _placed.Count; i++)
        {
            ref readonly var term = ref terms[_placed[i].Place];
            sum = IsNegative(term)
                ? table.Apply(Elementwise.Subtract, sum, Written(term with { Factor = -term.Factor }))
                : table.Apply(Elementwise.Add, sum, Written(term));
        }

        return sum;
    }

    static bool IsNumber(in Term term) => term.Rest is NumberExpr { Value.IsOne: true };

    static bool IsNegative(in Term term) => term.Factor.Value.Sign < 0;

    Expr Written(in Term term) => term.Factor.Value.Sign > 0 && term.Unsigned is { } written ? written : IsNumber(term) ? term.Factor.ToExpr() : new Coefficient(term.Factor, term.Rest).ToExpr(rewriter.Table);
}
