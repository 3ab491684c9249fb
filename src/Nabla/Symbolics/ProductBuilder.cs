using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Symbolics;

// A product seen as a number times powers: equal bases meet here, above and below the line alike.
sealed partial class ProductBuilder(Rewriter rewriter)
{
    const int ScanUpTo = 12;

    readonly List<Factor> _factors = [];
    readonly List<Placed> _written = [];
    readonly List<ulong> _signed = [];
    NodeMap<int>? _places;
    Quantity _number = Quantity.One;

    // A factor as it is written, and what its place depends on first.
    readonly record struct Placed(Expr Factor, bool IsBelow, int Key);

    RewriteLog Log => rewriter.Log;

    public void Clear()
    {
        _factors.Clear();
        _places = null;
        _number = Quantity.One;
    }

    public Quantity Number => _number;

    public IReadOnlyList<Factor> Factors => _factors;

    public void CopyFrom(ProductBuilder other)
    {
        _number = other._number;
        _factors.AddRange(other._factors);
    }

    public void MultiplyBy(Quantity number) => _number *= number;

    public void Multiply(Factor factor)
    {
        if (factor.Symbolic is null && IsWhole(factor.Power)) Multiply(factor.Base, factor.Power);
        else AddPower(factor.Base, factor.Power, factor.Symbolic);
    }

    /// <summary>Multiplies by root^exponent, for simplified ones.</summary>
    public void MultiplyPower(Expr root, Expr exponent)
    {
        if (exponent is NumberExpr n) Multiply(root, Quantity.Of(n));
        else if (root is not NumberExpr { Value.IsOne: true }) AddSymbolic(root, exponent);
    }

    void AddSymbolic(Expr root, Expr exponent)
    {
        // (e^u)^v = e^(u·v): only e and its powers are known to be positive.
        if (root is ApplyExpr f && f.Shape == ExprShape.Exponential) AddPower(Expr.E, Quantity.Zero, rewriter.Product(f[0], exponent));
        else AddPower(root, Quantity.Zero, exponent);
    }

    /// <summary>Multiplies by x to a number as power, for an x that is simplified already.</summary>
    public void Multiply(Expr x, Quantity power)
    {
        for (var depth = 0; ; depth++)
        {
            if (x is NumberExpr n)
            {
                MultiplyNumber(n, power);
                return;
            }

            if (x is not ApplyExpr f || !IsWhole(power) && !TakesFraction(f))
            {
                AddPower(x, power, null);
                return;
            }

            if (f.Shape == ExprShape.Negative)
            {
                if (!power.Value.IsEven) _number = -_number;
                x = f[0];
            }
            else if ((f.Shape == ExprShape.Product || f.Shape == ExprShape.Quotient) && IsTakenApart(f, power, depth))
            {
                if (f.Shape == ExprShape.Quotient) RequireBelow(f[1], power);
                Multiply(f[1], f.Shape == ExprShape.Product ? power : -power);
                x = f[0];
            }
            else
            {
                MultiplyFactor(f, power);
                return;
            }
        }
    }

    // What is divided by twice comes above the line: 1/(1/x) has no value at 0, and x has one.
    void RequireBelow(Expr divisor, Quantity power)
    {
        if (power.Value.Sign < 0 && divisor is not NumberExpr) Log.Require(Elementwise.NotEqual, divisor, 0);
    }

    static bool IsWhole(Quantity power) => power.Value.IsInteger;

    static bool TakesFraction(ApplyExpr f) =>
        f.Shape == ExprShape.Exponential || f.Shape == ExprShape.Power || f.Shape == ExprShape.Root
        || Views.IsProduct(f) || Views.IsQuotient(f) || Views.IsSum(f);

    // (a·b)² stays together unless a part of it meets its like.
    static bool IsTakenApart(ApplyExpr f, Quantity power, int depth) =>
        (power.IsOne || power.IsMinusOne) && (depth > 0 || Views.IsShort(f));

    void MultiplyNumber(NumberExpr n, Quantity power)
    {
        if (power.IsOne && _number.IsOne && n.Value.IsSmall) _number = Quantity.Of(n);
        else if (Quantity.TryPower(Quantity.Of(n), power) is { } value && Quantity.TryMultiply(_number, value) is { } product)
            _number = product;
        else
            AddPower(n, power, null);
    }

    void MultiplyFactor(ApplyExpr f, Quantity power)
    {
        if (f.Shape == ExprShape.Power && f[1] is NumberExpr n) MultiplyPower(f, f[0], Quantity.Of(n), power);
        else if (f.Shape == ExprShape.Power) MultiplySymbolicPower(f, power);
        else if (f.Shape == ExprShape.Root) MultiplyPower(f, f[0], Quantity.Half, power);
        else if (f.Shape == ExprShape.Exponential) AddPower(Expr.E, Quantity.Zero, Scaled(f[0], power));
        else if (f.Rule == Elementwise.Abs && power.Value.IsEven) Multiply(f[0], power);
        else if (Views.IsSum(f) && Views.IsShort(f)) MultiplySum(f, power);
        else if (f.Shape == ExprShape.Product || f.Shape == ExprShape.Quotient) MultiplyPowerOfProduct(f, power);
        else AddPower(f, power, null);
    }

    // (b^e)^power, true over the reals for whole powers, and for others where b^e has no value for negative b.
    void MultiplyPower(ApplyExpr f, Expr root, Quantity e, Quantity power)
    {
        if (power.IsOne)
        {
            AddOrSplit(root, e);
            return;
        }

        if (Quantity.TryMultiply(e, power) is not { } product)
        {
            AddPower(f, power, null);
            return;
        }

        var isEven = IsWhole(e) && e.Value.IsEven;
        if (IsWhole(power) || !isEven) AddOrSplit(root, product);
        else AddOrSplit(Absolute(root), product);
        if (!IsWhole(e) && IsWhole(product) && !Signs.IsNonnegative(root)) Log.Require(Elementwise.GreaterEqual, root, 0);
        if (!power.IsMinusOne) Log.Fired(Simplifications.PowerOfPower);
    }

    void MultiplySymbolicPower(ApplyExpr f, Quantity power)
    {
        if (IsWhole(power)) AddPower(f[0], Quantity.Zero, Scaled(f[1], power));
        else AddPower(f, power, null);
    }

    void AddOrSplit(Expr root, Quantity power)
    {
        if (IsWhole(power) && root is ApplyExpr or NumberExpr) Multiply(root, power);
        else AddPower(root, power, null);
    }

    Expr Absolute(Expr root) => Signs.IsNonnegative(root) ? root : rewriter.Function(Elementwise.Abs, root);

    void MultiplyPowerOfProduct(ApplyExpr f, Quantity power)
    {
        if (Views.IsQuotient(f) && f[0] is NumberExpr { Value.IsOne: true })
        {
            RequireBelow(f[1], power);
            Multiply(f[1], -power);
            return;
        }

        if (IsWhole(power) && Views.IsShort(f) && (rewriter.WritesPowersOfFactors || CostApart(f, power) <= 2))
        {
            TakeApart(f, power);
            return;
        }

        var c = Coefficient.Of(f);
        var rest = c.Rest is not null && Quantity.TryPower(c.Number, power) is { } value ? Scale(value, c.Rest) : f;
        if (!IsWhole(power)) rest = TakePositive(rest, power);
        if (ReferenceEquals(rest, f)) AddPower(f, power, null);
        else Multiply(rest, power);
    }

    Expr Scale(Quantity number, Expr rest)
    {
        _number *= number;
        return rest;
    }

    // √(a·cosh²x) = √a·cosh x: a power that is positive everywhere leaves the root without changing where it has a value.
    Expr TakePositive(Expr product, Quantity power)
    {
        if (product is not ApplyExpr f || !IsProductOrQuotient(f)) return product;
        var isProduct = Views.IsProduct(f);
        if (IsPositivePower(f[1]))
        {
            Multiply(f[1], isProduct ? power : -power);
            return TakePositive(f[0], power);
        }

        if (!IsPositivePower(f[0])) return product;
        Multiply(f[0], power);
        return isProduct ? f[1] : Expr.Apply(Elementwise.Divide, Views.One, f[1]);
    }

    static bool IsPositivePower(Expr x) =>
        x is ApplyExpr f && f.Shape == ExprShape.Power && f[1] is NumberExpr && Signs.IsPositive(x);

    // The nodes that the parts of a product gain when each is raised to the power.
    static int CostApart(Expr product, Quantity power)
    {
        var cost = 0;
        for (; product is ApplyExpr f && IsProductOrQuotient(f); product = f[0]) cost += CostRaised(f[1], power);
        return cost + CostRaised(product, power);
    }

    static int CostRaised(Expr part, Quantity power)
    {
        if (part is NumberExpr) return 0;
        if (part is not ApplyExpr f) return 2;
        if (f.Shape == ExprShape.Root) return power.Value.TryGetInt(out var n) && n is 2 or -2 ? -1 : 1;
        if (f.Shape == ExprShape.Exponential) return 2;
        return f.Shape == ExprShape.Power && f[1] is NumberExpr ? 0 : 2;
    }

    void MultiplySum(ApplyExpr sum, Quantity power)
    {
        if (Views.HasNoContent(sum))
        {
            AddPower(sum, power, null);
            return;
        }

        var terms = Views.Terms(sum);
        var content = Views.Content(terms);
        if (IsWhole(power) && terms.TrueForAll(t => t.Number.Value.Sign < 0)) content = -content;
        if (!Views.IsShorterExtracted(terms, content) || Quantity.TryPower(content, power) is not { } value
            || Quantity.TryMultiply(_number, value) is not { } number)
        {
            AddPower(sum, power, null);
            return;
        }

        _number = number;
        rewriter.MadeNewParts = true;
        AddPower(rewriter.Scaled(sum, Quantity.One / content), power, null);
    }

    Expr Scaled(Expr x, Quantity factor) => factor.IsOne ? x : rewriter.Scaled(x, factor);

    void AddPower(Expr root, Quantity power, Expr? symbolic)
    {
        var place = Find(root);
        if (place < 0)
        {
            if (_places is not null) _places[root] = _factors.Count;
            _factors.Add(new(root, power, symbolic));
            return;
        }

        var old = _factors[place];
        var sum = old.Power + power;
        if (root is not ConstantExpr)
        {
            if ((old.Power.Value.Sign < 0 || power.Value.Sign < 0) && sum.Value.Sign >= 0) Log.Require(Elementwise.NotEqual, root, 0);
            if (!IsWhole(power) && IsWhole(sum)) Log.Require(Elementwise.GreaterEqual, root, 0);
        }

        Log.Fired(Simplifications.EqualPowers);
        _factors[place] = new(root, sum, old.Symbolic is null ? symbolic : symbolic is null ? old.Symbolic : rewriter.Sum(old.Symbolic, symbolic));
    }

    /// <summary>Takes a power of a base that is among the factors out of the product.</summary>
    public void TakeOut(Expr root, Quantity power, Expr? symbolic = null)
    {
        if (symbolic is null && IsWhole(power) && root is ApplyExpr f && f.Shape == ExprShape.Power && f[1] is not NumberExpr)
        {
            // x^a is a base where it stands under a root; as a factor it is x to a symbolic power.
            (root, power, symbolic) = (f[0], Quantity.Zero, Scaled(f[1], power));
        }

        var place = Find(root);
        if (place < 0)
        {
            AddPower(root, -power, symbolic is null ? null : rewriter.Scaled(symbolic, -1));
            return;
        }

        var old = _factors[place];
        var left = symbolic is null || old.Symbolic is null ? old.Symbolic
            : old.Symbolic.Equals(symbolic) ? null
            : rewriter.Sum(old.Symbolic, rewriter.Scaled(symbolic, -1));
        _factors[place] = new(root, old.Power + -power, left);
    }

    int Find(Expr root)
    {
        if (_places is not null) return _places.TryGet(root, out var place) ? place : -1;
        var factors = CollectionsMarshal.AsSpan(_factors);
        for (var i = 0; i < factors.Length; i++)
            if (ReferenceEquals(factors[i].Base, root) || (factors[i].Base.Hash == root.Hash && factors[i].Base.Equals(root))) return i;
        if (factors.Length < ScanUpTo) return -1;
        _places = new();
        for (var i = _factors.Count - 1; i >= 0; i--) _places[_factors[i].Base] = i;
        return -1;
    }

    static bool IsSettled(in Factor factor) =>
        factor.Symbolic is null ? !factor.Power.IsZero && factor.Base is not NumberExpr : factor.Symbolic is not NumberExpr;

    // Drops powers of zero, and computes what has become a number.
    public void Settle()
    {
        for (var i = _factors.Count - 1; i >= 0; i--)
        {
            if (IsSettled(in CollectionsMarshal.AsSpan(_factors)[i])) continue;
            var (root, power, symbolic) = _factors[i];
            if (symbolic is NumberExpr s)
            {
                (power, symbolic) = (power + Quantity.Of(s), null);
                _factors[i] = new(root, power, symbolic);
            }

            if (symbolic is not null) continue;
            if (power.IsZero)
            {
                _factors.RemoveAt(i);
                _places = null;
            }
            else if (root is NumberExpr n && Quantity.TryPower(Quantity.Of(n), power) is { } value
                && Quantity.TryMultiply(_number, value) is { } product)
            {
                _number = product;
                _factors.RemoveAt(i);
                _places = null;
            }
        }
    }

    /// <summary>Takes the largest sum to the power one out of the product; null if there is none.</summary>
    public Expr? TakeSum()
    {
        var place = -1;
        for (var i = 0; i < _factors.Count; i++)
        {
            var (root, power, symbolic) = _factors[i];
            if (symbolic is null && power.IsOne && Views.IsSum(root) && Views.IsShort((ApplyExpr)root)
                && (place < 0 || root.TreeSize > _factors[place].Base.TreeSize)) place = i;
        }

        if (place < 0) return null;
        var sum = _factors[place].Base;
        _factors.RemoveAt(place);
        _places = null;
        return sum;
    }
}
