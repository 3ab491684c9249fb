using Nabla.Rules;

namespace Nabla.Symbolics;

// Operations on parts that are simplified already, and the builders lent for them.
sealed partial class Rewriter
{
    /// <summary>The power of simplified parts.</summary>
    public Expr Power(Expr root, Expr exponent)
    {
        if (exponent is NumberExpr n && StaysAsPower(root, Quantity.Of(n))) return Table.Apply(Elementwise.Power, root, exponent);
        var product = RentProduct();
        product.MultiplyPower(root, exponent);
        return Finish(product);
    }

    /// <summary>The power of a simplified part to a number.</summary>
    public Expr Raised(Expr root, Quantity power)
    {
        if (power == Quantity.Half && StaysAsBase(root)) return Table.Apply(Elementwise.Sqrt, root);
        var product = RentProduct();
        product.Multiply(root, power);
        return Finish(product);
    }

    // Whether the power of a simplified part is written as it is: most are, and need no builder.
    static bool StaysAsPower(Expr root, Quantity exponent) =>
        exponent.Value.Sign > 0 && !exponent.IsOne && exponent.Value != Quantity.Half.Value && StaysAsBase(root);

    static bool StaysAsBase(Expr root) => root is SymbolExpr || root is ApplyExpr f && (Views.IsSum(f)
        ? !Views.IsShort(f) || Views.HasNoContent(f)
        : IsFunction(f));

    /// <summary>The product of simplified parts.</summary>
    public Expr Product(Expr a, Expr b)
    {
        var product = RentProduct();
        product.Multiply(a, Quantity.One);
        product.Multiply(b, Quantity.One);
        return Finish(product);
    }

    /// <summary>The sum of simplified parts.</summary>
    public Expr Sum(Expr a, Expr b)
    {
        var sum = RentSum();
        sum.Add(a, Quantity.One);
        sum.Add(b, Quantity.One);
        return Finish(sum);
    }

    /// <summary>A number times a simplified part, distributed over a sum.</summary>
    public Expr Scaled(Expr x, Quantity factor)
    {
        var sum = RentSum();
        sum.Add(x, factor);
        return Finish(sum);
    }

    /// <summary>e to a simplified exponent, in the notation of the formula.</summary>
    public Expr Exponential(Expr exponent)
    {
        if (TryRows(Elementwise.Exp, [exponent]) is { } rewritten) return rewritten;
        return _writesPowersOfE ? Table.Apply(Elementwise.Power, Expr.E, exponent) : Table.Apply(Elementwise.Exp, exponent);
    }

    /// <summary>Counts work that repeats until nothing changes, so that none of it can outlast its limit.</summary>
    public void Charge(long count = 1) => _budget.Charge(count);

    public Expr Finish(SumBuilder sum)
    {
        Charge();
        var result = sum.ToExpr();
        sum.Clear();
        _sums.Push(sum);
        return result;
    }

    public Expr Finish(ProductBuilder product)
    {
        Charge();
        var result = product.ToExpr();
        Discard(product);
        return result;
    }

    public void Discard(ProductBuilder product)
    {
        product.Clear();
        _products.Push(product);
    }
}
