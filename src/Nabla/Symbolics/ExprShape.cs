namespace Nabla.Symbolics;

// What kind of formula an expression is: five bits beside the expression's other facts, because it is asked for at every
// step of a rewrite. Functions of n arguments follow the named shapes.
enum ExprShape : byte
{
    Leaf,
    Sum,
    Difference,
    Product,
    Quotient,
    Power,
    Negative,
    Root,
    Exponential,
    Function = 16,
    FunctionOfMany = 31,
}

// What occurs somewhere in a formula, in the bits beside its shape: known when it is made, so that nobody has to look.
[Flags]
enum ExprTraits : byte
{
    None = 0,
    Exponential = 1 << 5,
    PowerOfE = 1 << 6,

    // Two neighbouring factors to the same whole power, as in c²·x².
    EqualPowers = 1 << 7,
    All = Exponential | PowerOfE | EqualPowers,
}

static class ExprShapes
{
    public static ExprShape Of(string rule) => rule switch
    {
        "add" => ExprShape.Sum,
        "subtract" => ExprShape.Difference,
        "multiply" => ExprShape.Product,
        "divide" => ExprShape.Quotient,
        "power" => ExprShape.Power,
        "negate" => ExprShape.Negative,
        "sqrt" => ExprShape.Root,
        "exp" => ExprShape.Exponential,
        _ => ExprShape.Function,
    };

    public static ExprShape With(this ExprShape shape, int arity) => shape != ExprShape.Function ? shape
        : (ExprShape)Math.Min((int)ExprShape.Function + arity, (int)ExprShape.FunctionOfMany);
}
