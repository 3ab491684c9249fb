namespace Nabla.Execution.Kernels;

/// <summary>
/// A vector of lanes of <typeparamref name="T"/>: the few operations from which every kernel body is written once
/// and instantiated for each width and element type. All of them are exactly defined by IEEE 754, multiply-add being always fused,
/// so a kernel gives the same bits at every width and on every machine.
/// </summary>
/// <remarks>A mask is a vector whose lanes have all bits set or none; comparisons make masks.</remarks>
interface ISimd<TSelf, T> where TSelf : struct, ISimd<TSelf, T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Lanes { get; }

    static abstract TSelf Load(ref readonly T from, nuint offset);
    static abstract void Store(TSelf x, ref T to, nuint offset);

    /// <summary>For lanes of double: the four numbers from table[offset] on, the offset of each lane being the integer its bits are.</summary>
    static abstract void LoadRows(ref readonly T table, TSelf offset, out TSelf first, out TSelf second, out TSelf third, out TSelf fourth);

    /// <summary>A number of the element type in every lane.</summary>
    static abstract TSelf Spread(ref readonly T value);

    /// <summary>A number in every lane, rounded to <typeparamref name="T"/>.</summary>
    static abstract implicit operator TSelf(double value);

    static abstract TSelf operator +(TSelf x, TSelf y);
    static abstract TSelf operator -(TSelf x, TSelf y);
    static abstract TSelf operator *(TSelf x, TSelf y);
    static abstract TSelf operator /(TSelf x, TSelf y);
    static abstract TSelf operator -(TSelf x);

    static abstract TSelf operator <(TSelf x, TSelf y);
    static abstract TSelf operator >(TSelf x, TSelf y);
    static abstract TSelf operator <=(TSelf x, TSelf y);
    static abstract TSelf operator >=(TSelf x, TSelf y);
    static abstract TSelf Equal(TSelf x, TSelf y);

    static abstract TSelf operator &(TSelf x, TSelf y);
    static abstract TSelf operator |(TSelf x, TSelf y);
    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary><paramref name="x"/> in the lanes where the mask is set, <paramref name="y"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>Whether the mask is set in any lane.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Whether the mask is set in all lanes.</summary>
    static abstract bool All(TSelf mask);

    /// <summary>Whether x &lt; y in all lanes, without a mask on the way.</summary>
    static abstract bool AllLess(TSelf x, TSelf y);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>z − x·y, rounded once.</summary>
    static abstract TSelf SubtractProduct(TSelf z, TSelf x, TSelf y);

    static abstract TSelf Sqrt(TSelf x);
    static abstract TSelf Abs(TSelf x);
    static abstract TSelf Floor(TSelf x);
    static abstract TSelf Ceiling(TSelf x);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>The smaller, NaN if either is, −0 below +0.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>The larger, NaN if either is, +0 above −0.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>x where it is not above the bound, else the bound; NaN stays.</summary>
    static abstract TSelf AtMost(TSelf x, TSelf bound);

    /// <summary>x where it is not below the bound, else the bound; NaN stays.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf bound);

    /// <summary>The bits of every lane moved up by <paramref name="count"/>.</summary>
    static abstract TSelf ShiftLeft(TSelf x, int count);

    /// <summary>The bits of every lane moved down by <paramref name="count"/>, zeros coming in.</summary>
    static abstract TSelf ShiftRight(TSelf x, int count);

    /// <summary>The sum of two lanes' bits as integers, modulo their number.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>The difference of two lanes' bits as integers.</summary>
    static abstract TSelf SubtractBits(TSelf x, TSelf y);

    /// <summary>Whether Scale and Significand are instructions, for numbers of every size; elsewhere it pays to ask whether all are usual.</summary>
    static abstract bool HasExponents { get; }

    /// <summary>x·2ⁿ rounded once, for |x| about 1 and an integer n of magnitude up to 2040, for float up to 250.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>The m in [¾, 3/2) and the integer n of x = m·2ⁿ, for finite x &gt; 0; other lanes are left open.</summary>
    static abstract TSelf Significand(TSelf x, out TSelf n);

    /// <summary>The same where x is also normal, in fewer steps; without HasExponents n is beyond 1021, for float 125, in all other lanes.</summary>
    static abstract TSelf NormalSignificand(TSelf x, out TSelf n);

    /// <summary>For lanes of float: the kernel computed in doubles, rounded at the end.</summary>
    static abstract TSelf InDouble<TKernel>(TSelf x) where TKernel : struct, IUnaryKernel<double>;

    /// <summary>The kernel of two arguments computed in doubles.</summary>
    static abstract TSelf InDouble<TKernel>(TSelf x, TSelf y) where TKernel : struct, IBinaryKernel<double>;

    /// <summary>The kernel of three arguments computed in doubles.</summary>
    static abstract TSelf InDouble<TKernel>(TSelf x, TSelf y, TSelf z) where TKernel : struct, ITernaryKernel<double>;

    /// <summary>Lane by lane, a scalar function: for functions too rare or too hard to write in vectors.</summary>
    static abstract TSelf Map<TFunction>(TSelf x) where TFunction : struct, IScalarFunction<T>;

    /// <summary>Lane by lane, a scalar function of two arguments.</summary>
    static abstract TSelf Map2<TFunction>(TSelf x, TSelf y) where TFunction : struct, IScalarFunction2<T>;
}
