using System.Runtime.CompilerServices;
using Nabla.Execution;
using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>One operation of a graph. Its results are the variables from <see cref="First"/> on.</summary>
/// <remarks>
/// Operands are numbers of variables and constants: tensors of other levels. Equations lie in lists and almost all hold
/// their operands themselves, so a long program is a few large arrays to the collector and no objects that it must follow.
/// </remarks>
struct Equation
{
    const int Few = 2;
    const int Packed = -2;

    // A constant or null, the block where its elements were copied to, or all operands of an equation with more than a few.
    object? _a;
    Tensor? _b;
    int _aVariable;
    int _bVariable;

    public Primitive Primitive { get; private set; }

    public int First { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many operands there are.</summary>
    public int Operands { get; private set; }

    /// <summary>Writes an equation into its place, still empty: this is done for every operation of a derivative.</summary>
    public static void Write(ref Equation place, Primitive primitive, ReadOnlySpan<Tensor> x, GraphLevel level, int first, int count)
    {
        place.Primitive = primitive;
        place.First = first;
        place.Count = count;
        place.Operands = x.Length;
        if (x.Length > Few)
        {
            var all = new Operand[x.Length];
            for (var i = 0; i < all.Length; i++) all[i] = level.IndexOf(x[i]) is >= 0 and var variable ? new(null, variable) : new(x[i], -1);
            place._a = all;
            return;
        }

        if (x.Length > 0 && (place._aVariable = level.IndexOf(x[0])) < 0) place._a = x[0];
        if (x.Length > 1 && (place._bVariable = level.IndexOf(x[1])) < 0) place._b = x[1];
    }

    /// <summary>Has the factor of a product with a variable copied, if it is a small plain tensor.</summary>
    public void Pack(Residuals residuals)
    {
        if (Operands != 2 || _bVariable < 0 || Primitive is not ElementwisePrimitive { Kernel.Exact: ExactRow.Scale }
            || _a is not Tensor { IsConcrete: true, IsContiguous: true, IsWeak: false } c || c.Count * c.DType.Size > Residuals.MostBytes) return;
        (_a, var offset) = residuals.Add(c);
        _aVariable = Packed - offset;
    }

    /// <summary>The number of the variable that an operand is, or less than 0 for a constant.</summary>
    public readonly int Variable(int operand) => Operands > Few ? Unsafe.As<Operand[]>(_a!)[operand].Variable : operand == 0 ? _aVariable : _bVariable;

    /// <summary>The tensor that an operand is that is no variable; one that was copied has the type of the result.</summary>
    public readonly Tensor Constant(int operand, Pieces<TensorType> types) => Operands > Few ? Unsafe.As<Operand[]>(_a!)[operand].Constant!
        : operand != 0 ? _b!
        : _aVariable <= Packed ? Residuals.At(Unsafe.As<byte[]>(_a!), Packed - _aVariable, types[First])
        : Unsafe.As<Tensor>(_a!);

    readonly record struct Operand(Tensor? Constant, int Variable);
}
