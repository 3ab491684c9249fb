using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>The partial derivatives of rows, lowered once from their formulas and kept.</summary>
sealed class PartialTemplates
{
    static readonly Dictionary<string, int> s_placeholders = Enumerable.Range(0, 3).ToDictionary(Name, i => i);

    readonly Dictionary<(ScalarRule, long, long, int), PartialTemplate> _kept = [];

    /// <summary>The partial derivative by one operand: a code of the operands and the output, in this order.</summary>
    public PartialTemplate By(CodeBuilder code, int place, int position)
    {
        var row = code[place].Row!;
        var arity = code[place].Count;
        if (arity > 2) return Lower(code, place, position);
        var (first, second) = LooksAtLiterals(row)
            ? (LiteralBits(code, code.Operand(place, 0)), arity == 2 ? LiteralBits(code, code.Operand(place, 1)) : 0)
            : (0, 0);
        if (!_kept.TryGetValue((row, first, second, position), out var template))
            _kept.Add((row, first, second, position), template = Lower(code, place, position));
        return template;
    }

    // One template does for all numbers: a sum may have as many different ones as terms.
    static bool LooksAtLiterals(ScalarRule row) =>
        row != Elementwise.Add && row != Elementwise.Subtract && row != Elementwise.Multiply && row != Elementwise.Negate;

    // A row may look at literal arguments (a tie, a whole power), so they are handed to it as the numbers they are.
    static PartialTemplate Lower(CodeBuilder code, int place, int position)
    {
        var arity = code[place].Count;
        var row = code[place].Row!;
        var arguments = new Expr[arity];
        for (var k = 0; k < arity; k++)
            arguments[k] = (LooksAtLiterals(row) ? Literal(code, code.Operand(place, k)) : null) ?? Expr.Symbol(Name(k));
        var partial = row.Partials(arguments, Expr.Symbol(Name(arity)))[position];
        var inputs = arity < s_placeholders.Count ? s_placeholders : Enumerable.Range(0, arity + 1).ToDictionary(Name, i => i);
        var builder = new CodeBuilder(arity + 1);
        var lowering = new Lowering(builder, inputs, keepsNodes: true);
        var output = lowering.Place(partial);
        return new(builder.Build(output), lowering.Nodes.Exists(IsCondition));
    }

    static string Name(int k) => $"#{k}";

    static Expr? Literal(CodeBuilder code, int place) =>
        code[place] is { Operation: Operation.Constant, IsLiteral: true, Value: var value } && double.IsFinite(value)
            ? Expr.Decimal(Rational.FromDouble(value))
            : null;

    // NaN is never a literal, so that its bits can stand for "none".
    static long LiteralBits(CodeBuilder code, int place) =>
        BitConverter.DoubleToInt64Bits(
            code[place] is { Operation: Operation.Constant, IsLiteral: true, Value: var value } ? value : double.NaN);

    static bool IsCondition(Expr node) =>
        node is ApplyExpr apply && (ReferenceEquals(apply.Rule, Elementwise.Where) || Comparison.Of(apply.Rule) is not null);
}

/// <summary>The partial derivative of a row by one operand.</summary>
/// <param name="Code">Its code: of the operands and then the output.</param>
/// <param name="Masks">Whether it can be 0 because a side is not taken.</param>
readonly record struct PartialTemplate(Code Code, bool Masks);
