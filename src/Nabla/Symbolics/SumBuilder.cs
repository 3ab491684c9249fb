using Nabla.Rules;
using static Nabla.Symbolics.CanonicalOrder;

namespace Nabla.Symbolics;

// A sum seen as numbers times terms: like terms meet here, whatever the nesting and order they were written in.
sealed class SumBuilder(Rewriter rewriter)
{
    const int ScanUpTo = 12;

    readonly List<Term> _terms = [];
    Dictionary<Expr, int>? _places;
    Quantity _number;

    readonly record struct Term(Quantity Factor, Expr Rest);

    readonly record struct Placed(TermKey Key, Term Term);

    public int Count => _terms.Count;

    public void Clear()
    {
        _terms.Clear();
        _places = null;
        _number = Quantity.Zero;
    }

    /// <summary>Adds factor · x, for an x that is simplified already.</summary>
    public void Add(Expr x, Quantity factor, bool distribute = true)
    {
        var depth = 0;
        while (x is ApplyExpr f && depth < Views.MostCopied)
        {
            if (f.Rule == Elementwise.Negate)
            {
                factor = -factor;
                x = f[0];
                continue;
            }

            if (f.Rule != Elementwise.Add && f.Rule != Elementwise.Subtract) break;
            if (depth++ == 0 && !Views.IsShort(f)) break;
            AddLeaf(f[1], f.Rule == Elementwise.Add ? factor : -factor, distribute);
            x = f[0];
        }

        AddLeaf(x, factor, distribute);
    }

    void AddLeaf(Expr x, Quantity factor, bool distribute)
    {
        var c = Coefficient.Of(x);
        var number = Quantity.TryApply(Elementwise.Multiply, c.Number, factor);
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
            Add(c.Rest, k, distribute: false);
        }
        else
        {
            AddTerm(k, c.Rest);
        }
    }

    void AddTerm(Quantity factor, Expr rest)
    {
        var place = Find(rest);
        if (place < 0)
        {
            _places?.Add(rest, _terms.Count);
            _terms.Add(new(factor, rest));
        }
        else if (Quantity.TryApply(Elementwise.Add, _terms[place].Factor, factor) is { } sum)
        {
            _terms[place] = new(sum, rest);
            rewriter.Log.Fired(Simplifications.LikeTerms);
        }
        else
        {
            _terms.Add(new(factor, rest));
        }
    }

    int Find(Expr rest)
    {
        if (_places is not null) return _places.TryGetValue(rest, out var place) ? place : -1;
        for (var i = 0; i < _terms.Count; i++)
            if (_terms[i].Rest.Equals(rest)) return i;
        if (_terms.Count < ScanUpTo) return -1;
        _places = [];
        for (var i = 0; i < _terms.Count; i++) _places.TryAdd(_terms[i].Rest, i);
        return -1;
    }

    /// <summary>The sum in canonical order: by falling degree, or rising where that spares a leading minus: 1 − x².</summary>
    public Expr ToExpr()
    {
        _terms.RemoveAll(term => term.Factor.IsZero);
        if (!_number.IsZero) _terms.Add(new(_number, Views.One));
        if (_terms.Count == 0) return 0;
        if (_terms.Count == 1) return Written(_terms[0]);
        var placed = new Placed[_terms.Count];
        for (var i = 0; i < placed.Length; i++) placed[i] = new(KeyOf(IsNumber(_terms[i]) ? null : _terms[i].Rest), _terms[i]);
        Array.Sort(placed, static (a, b) => a.Key.CompareTo(b.Key) is not 0 and var order ? order : CompareTerms(a.Term.Rest, b.Term.Rest));
        if (IsNegative(placed[0].Term) && !IsNegative(placed[^1].Term)) Array.Reverse(placed);
        return Chain(placed);
    }

    static Expr Chain(Placed[] placed)
    {
        var sum = Written(placed[0].Term);
        for (var i = 1; i < placed.Length; i++)
        {
            var term = placed[i].Term;
            sum = IsNegative(term)
                ? Expr.Apply(Elementwise.Subtract, sum, Written(term with { Factor = -term.Factor }))
                : Expr.Apply(Elementwise.Add, sum, Written(term));
        }

        return sum;
    }

    static bool IsNumber(Term term) => term.Rest is NumberExpr { Value.IsOne: true };

    static bool IsNegative(Term term) => term.Factor.Value.Sign < 0;

    static Expr Written(Term term) => IsNumber(term) ? term.Factor.ToExpr() : new Coefficient(term.Factor, term.Rest).ToExpr();
}
