using System.Reflection.Emit;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>How a comparison is emitted: as a branch, and as 1 or 0.</summary>
/// <param name="Branch">The branch taken where it holds.</param>
/// <param name="Test">The test that leaves 1 or 0.</param>
/// <param name="Inverted">Whether it holds where the test leaves 0.</param>
sealed record Comparison(OpCode Branch, OpCode Test, bool Inverted)
{
    static readonly Dictionary<ScalarRule, Comparison> s_of = new()
    {
        [Elementwise.Less] = new(OpCodes.Blt, OpCodes.Clt, false),
        [Elementwise.LessEqual] = new(OpCodes.Ble, OpCodes.Cgt_Un, true),
        [Elementwise.Greater] = new(OpCodes.Bgt, OpCodes.Cgt, false),
        [Elementwise.GreaterEqual] = new(OpCodes.Bge, OpCodes.Clt_Un, true),
        [Elementwise.Equal] = new(OpCodes.Beq, OpCodes.Ceq, false),
        [Elementwise.NotEqual] = new(OpCodes.Bne_Un, OpCodes.Ceq, true),
    };

    /// <summary>The comparison of the row, or null. NaN makes each of them false but "not equal".</summary>
    public static Comparison? Of(ScalarRule row) => row.Arity == 2 ? s_of.GetValueOrDefault(row) : null;

    /// <summary>With both operands on the stack, leaves 1 or 0 as a double.</summary>
    public void EmitValue(ILGenerator il)
    {
        il.Emit(Test);
        if (Inverted)
        {
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ceq);
        }

        il.Emit(OpCodes.Conv_R8);
    }
}
