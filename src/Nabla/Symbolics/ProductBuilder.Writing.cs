using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Symbolics;

// How a product is written: each factor on its side of the line, in canonical order, the number in front.
sealed partial class ProductBuilder
{
    /// <summary>The product in canonical order, over what it is divided by.</summary>
    public Expr ToExpr()
    {
        Settle();
        if (_factors.Count > 1) Meet();

        if (_number.IsZero && !_factors.Exists(f => f.IsBelow && f.Base is NumberExpr)) return 0;
        if (_factors is [{ Power.IsOne: true, Symbolic: null } only] && _number.IsMinusOne && Views.IsSum(only.Base)) return rewriter.Scaled(only.Base, -1);
        _written.Clear();
        foreach (ref readonly var factor in CollectionsMarshal.AsSpan(_factors))
        {
            var isBelow = factor.IsBelow || IsSymbolicBelow(factor);
            var written = Written(isBelow ? Inverse(factor) : factor);
            _written.Add(new(written, isBelow, CanonicalOrder.KeyOfFactor(written)));
        }

        if (!rewriter.WritesPowersOfFactors && HasEqualPowers()) rewriter.MadePowersOfFactors = true;
        Sort(_written);
        var isInFront = Coefficient.TryFront(_number, _written.Count, out var above, out var below);
        foreach (var (factor, isBelow, _) in _written)
        {
            if (isBelow) below = Times(below, factor);
            else above = Times(above, factor);
        }

        var product = below is null ? above : rewriter.Table.Apply(Elementwise.Divide, above ?? Views.One, below);
        return isInFront && product is not null ? product : new Coefficient(_number, product).ToExpr(rewriter.Table);
    }

    // By insertion: products that are read have few factors.
    static void Sort(List<Placed> written)
    {
        if (written.Count > 2 * Views.MostCopied)
        {
            Runs.Sort(written, static (a, b) => Compare(a, b));
            return;
        }

        var factors = CollectionsMarshal.AsSpan(written);
        for (var i = 1; i < factors.Length; i++)
        {
            if (Compare(factors[i - 1], factors[i]) <= 0) continue;
            var moving = factors[i];
            var (low, high) = (0, i - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Compare(factors[middle], moving) > 0) high = middle;
                else low = middle + 1;
            }

            for (var j = i; j > low; j--) factors[j] = factors[j - 1];
            factors[low] = moving;
        }
    }

    static int Compare(in Placed a, in Placed b) =>
        a.Key != b.Key ? a.Key.CompareTo(b.Key) : CanonicalOrder.CompareFactors(a.Factor, b.Factor);

    // 1/u^n rather than u^(−n), but e^(−x).
    static bool IsSymbolicBelow(in Factor factor) =>
        factor.Symbolic is not null && factor.Power.IsZero && factor.Base is not ConstantExpr && !Views.IsSum(factor.Symbolic)
        && Coefficient.Of(factor.Symbolic) is { Number.Value.Sign: < 0 } c && (c.Rest is null || !Views.IsSum(c.Rest));

    Factor Inverse(in Factor factor) =>
        new(factor.Base, -factor.Power, factor.Symbolic is null ? null : rewriter.Scaled(factor.Symbolic, -1));

    bool HasEqualPowers()
    {
        var factors = CollectionsMarshal.AsSpan(_factors);
        for (var i = 1; i < factors.Length; i++)
        {
            ref readonly var factor = ref factors[i];
            if (factor.Symbolic is not null || factor.Power.IsOne || factor.Power.IsMinusOne || !IsWhole(factor.Power)) continue;
            for (var j = 0; j < i; j++)
                if (factors[j].Symbolic is null && factors[j].Power.Value == factor.Power.Value) return true;
        }

        return false;
    }

    Expr Times(Expr? product, Expr factor) => product is null ? factor : rewriter.Table.Apply(Elementwise.Multiply, product, factor);

    Expr Written(in Factor factor)
    {
        var (root, power, symbolic) = factor;
        if (symbolic is null && power.IsOne) return root;
        if (symbolic is null && power.Value == Quantity.Half.Value) return rewriter.Table.Apply(Elementwise.Sqrt, root);
        var exponent = symbolic is null ? power.ToExpr() : power.IsZero ? symbolic : rewriter.Sum(symbolic, power.ToExpr());
        return root is ConstantExpr { Name: "e" } ? rewriter.Exponential(exponent) : rewriter.Table.Apply(Elementwise.Power, root, exponent);
    }
}
