using System.Reflection;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>The kernel of one row of the rule table: its vector functions and its loops over spans.</summary>
abstract class ElementwiseKernel(string name, int arity, double ulps)
{
    /// <summary>The name of the row.</summary>
    public string Name => name;

    /// <summary>The number of arguments; rows that take any number are folded by a kernel of two.</summary>
    public int Arity => arity;

    /// <summary>The largest error in units in the last place, over the whole domain, as tested.</summary>
    public double Ulps => ulps;

    /// <summary>The lanes of the widest vectors this CPU has in hardware: 8, 4 or 2.</summary>
    public static int PreferredWidth =>
        Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2;

    /// <summary>
    /// The function over width lanes: static, from double (width 1), Vector128, Vector256 or Vector512 of double to
    /// the same. The JIT inlines it into the code that calls it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not 1, 2, 4 or 8.</exception>
    public MethodInfo Method(int width) => Function(width).Method;

    /// <summary>The function of <see cref="Method"/>, never inlined: for code that calls too many to inline all.</summary>
    public MethodInfo Called(int width) => CalledFunction(width).Method;

    /// <summary>y[i] = f(x[i]), by vectors of the width; y may be x.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public virtual void Apply(ReadOnlySpan<double> x, Span<double> y, int width) => throw WrongArity(1);

    /// <summary>z[i] = f(x[i], y[i]), by vectors of the width; z may be x or y.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public virtual void Apply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z, int width) =>
        throw WrongArity(2);

    /// <summary>w[i] = f(x[i], y[i], z[i]), by vectors of the width; w may be any of the others.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public virtual void Apply(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> w, int width) =>
        throw WrongArity(3);

    /// <summary>y[i] = f(x[i]), by the widest vectors; y may be x.</summary>
    public void Apply(ReadOnlySpan<double> x, Span<double> y) => Apply(x, y, PreferredWidth);

    /// <summary>z[i] = f(x[i], y[i]), by the widest vectors; z may be x or y.</summary>
    public void Apply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Apply(x, y, z, PreferredWidth);

    /// <summary>w[i] = f(x[i], y[i], z[i]), by the widest vectors; w may be any of the others.</summary>
    public void Apply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> w) =>
        Apply(x, y, z, w, PreferredWidth);

    private protected abstract Delegate Function(int width);

    private protected abstract Delegate CalledFunction(int width);

    private protected static ArgumentOutOfRangeException NoSuchWidth(int width) =>
        new(nameof(width), width, "A kernel has 1, 2, 4 or 8 lanes.");

    private protected static void SameLength(int expected, int actual)
    {
        if (expected != actual)
            throw new ArgumentException(
                $"The spans of a kernel have one length, but one has {expected} and one {actual} elements.");
    }

    ArgumentException WrongArity(int given) =>
        new($"The kernel \"{Name}\" takes {Arity} argument(s), and {given} were given.");
}
