namespace Nabla.Symbolics;

// What kind of formula an expression is: one byte beside the expression's other facts, because it is asked for at every
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
    FunctionOfMany = byte.MaxValue,
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
