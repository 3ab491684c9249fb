using System.Reflection;
using System.Runtime.Intrinsics;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The vector type that emitted loops work in, and its operations that are single machine instructions.</summary>
/// <param name="Width">The number of lanes.</param>
/// <param name="Vector">The type.</param>
/// <param name="Load">From a pointer.</param>
/// <param name="Store">To a pointer.</param>
/// <param name="Broadcast">One number in every lane.</param>
/// <param name="Arithmetic">The method of a row that is one instruction, by the row.</param>
sealed unsafe record Lanes(
    int Width, Type Vector, MethodInfo Load, MethodInfo Store, MethodInfo Broadcast, Dictionary<ScalarRule, MethodInfo> Arithmetic)
{
    delegate T From<T>(double* source);

    delegate void To<T>(T vector, double* target);

    /// <summary>The widest vectors of double that this CPU has.</summary>
    public static Lanes Widest { get; } =
        Vector512.IsHardwareAccelerated ? Of512() : Vector256.IsHardwareAccelerated ? Of256() : Of128();

    static Lanes Of512() => Of<Vector512<double>>(
        8, Vector512.Load, Vector512.Store, Vector512.Create, Vector512.Add, Vector512.Subtract, Vector512.Multiply,
        Vector512.Divide, Vector512.Negate, Vector512.Sqrt, Vector512.Abs);

    static Lanes Of256() => Of<Vector256<double>>(
        4, Vector256.Load, Vector256.Store, Vector256.Create, Vector256.Add, Vector256.Subtract, Vector256.Multiply,
        Vector256.Divide, Vector256.Negate, Vector256.Sqrt, Vector256.Abs);

    static Lanes Of128() => Of<Vector128<double>>(
        2, Vector128.Load, Vector128.Store, Vector128.Create, Vector128.Add, Vector128.Subtract, Vector128.Multiply,
        Vector128.Divide, Vector128.Negate, Vector128.Sqrt, Vector128.Abs);

    static Lanes Of<T>(
        int width, From<T> load, To<T> store, Func<double, T> broadcast, Func<T, T, T> add, Func<T, T, T> subtract,
        Func<T, T, T> multiply, Func<T, T, T> divide, Func<T, T> negate, Func<T, T> sqrt, Func<T, T> abs) =>
        new(width, typeof(T), load.Method, store.Method, broadcast.Method, new()
        {
            [Elementwise.Add] = add.Method,
            [Elementwise.Subtract] = subtract.Method,
            [Elementwise.Multiply] = multiply.Method,
            [Elementwise.Divide] = divide.Method,
            [Elementwise.Negate] = negate.Method,
            [Elementwise.Sqrt] = sqrt.Method,
            [Elementwise.Abs] = abs.Method,
        });
}
