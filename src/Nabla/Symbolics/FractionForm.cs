using Nabla.Rules;

namespace Nabla.Symbolics;

// Whether two formulas of equal value write their fractions alike: x⁻² or 1/x², (1/a)/b or 1/(a·b).
static class FractionForm
{
    public static bool Differs(Expr a, Expr b) => Of(a) != Of(b);

    // How many parts divide, and how many are powers with a negative exponent.
    static (int Quotients, int NegativePowers) Of(Expr f)
    {
        int quotients = 0, negative = 0;
        var met = new NodeMap<bool>();
        var pending = new Stack<Expr>();
        pending.Push(f);
        while (pending.TryPop(out var next))
        {
            if (next is not ApplyExpr node || met.Contains(node)) continue;
            met[node] = true;
            if (node.Rule == Elementwise.Divide) quotients++;
            else if (node.Rule == Elementwise.Power && node[1] is NumberExpr { Value.Sign: < 0 }) negative++;
            for (var i = 0; i < node.Arity; i++) pending.Push(node[i]);
        }

        return (quotients, negative);
    }
}
