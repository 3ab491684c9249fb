using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>One operation of a graph. Its results are the variables from <see cref="First"/> on.</summary>
/// <remarks>
/// Operands are numbers of variables and constants: tensors of other levels. Equations lie in lists and almost all hold
/// their operands themselves, so a long program is a few large arrays to the collector and no objects that it must follow.
/// </remarks>
readonly struct Equation
{
    const int Few = 2;

    // A constant or null, or all operands of an equation with more than a few.
    readonly object? _a;
    readonly Tensor? _b;
    readonly int _aVariable;
    readonly int _bVariable;

    public Equation(Primitive primitive, ReadOnlySpan<Tensor> operands, GraphLevel level, int first, int count)
    {
        (Primitive, First, Count, Operands) = (primitive, first, count, operands.Length);
        if (operands.Length > Few)
        {
            var all = new Operand[operands.Length];
            for (var i = 0; i < all.Length; i++) all[i] = new(operands[i], level);
            _a = all;
            return;
        }

        if (operands.Length > 0) (_a, _aVariable) = new Operand(operands[0], level);
        if (operands.Length > 1) (_b, _bVariable) = new Operand(operands[1], level);
    }

    public Primitive Primitive { get; }

    public int First { get; }

    public int Count { get; }

    /// <summary>How many operands there are.</summary>
    public int Operands { get; }

    /// <summary>The number of the variable that an operand is, or −1 for a constant.</summary>
    public int Variable(int operand) => Operands > Few ? ((Operand[])_a!)[operand].Variable : operand == 0 ? _aVariable : _bVariable;

    /// <summary>The tensor that an operand is that is no variable.</summary>
    public Tensor Constant(int operand) => Operands > Few ? ((Operand[])_a!)[operand].Constant! : operand == 0 ? (Tensor)_a! : _b!;

    readonly record struct Operand(Tensor? Constant, int Variable)
    {
        public Operand(Tensor x, GraphLevel level) : this(level.IndexOf(x) < 0 ? x : null, level.IndexOf(x)) { }
    }
}
