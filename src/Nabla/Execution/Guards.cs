using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// Which guarded products may be plain ones. The guard differs from a product only where that is NaN, and NaN that nothing
/// on the way can hide is seen in the results: so one test at the end stands for all of them.
/// </summary>
static class Guards
{
    /// <summary>For each instruction, whether it is a guarded product whose NaN reaches a result, or is not taken anywhere.</summary>
    public static bool[] SeenAtTheEnd(Code code)
    {
        var isHidden = new bool[code.Length];
        var isSeen = new bool[code.Length];
        for (var place = code.Length - 1; place >= 0; place--)
        {
            if (code.Instructions[place].Operation != Operation.Row) continue;
            var isGuarded = code.Is(place, Elementwise.Scaled);
            isSeen[place] = isGuarded && !isHidden[place];
            var hides = isHidden[place] || !(isGuarded || Carries(code, place));
            var operands = code.Operands(place);
            for (var k = 0; k < operands.Length; k++)
                isHidden[operands[k]] |= hides || (k == 0 && code.Is(place, Elementwise.Where));
        }

        // The test keeps the point and the results until the end; a guard or two are cheaper.
        if (isSeen.Count(seen => seen) <= 2) Array.Clear(isSeen);
        return isSeen;
    }

    // Arithmetic makes NaN of NaN; a side that is not taken matters to nobody.
    static bool Carries(Code code, int place) =>
        code.Is(place, Elementwise.Add) || code.Is(place, Elementwise.Subtract) || code.Is(place, Elementwise.Multiply)
        || code.Is(place, Elementwise.Divide) || code.Is(place, Elementwise.Negate) || code.Is(place, Elementwise.Where);
}
