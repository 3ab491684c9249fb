using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Checking;

/// <summary>
/// Tests of derivatives, for functions and for rules of your own: by finite differences in every direction of a small
/// argument and in random directions of a large one, and against each other. A check returns what it compared, or throws.
/// Use float64: differences of float32 have three digits.
/// </summary>
public static class Check
{
    /// <summary>Forward mode against differences.</summary>
    /// <exception cref="CheckException">The derivative is wrong, or could not be checked; the message names the worst element.</exception>
    public static CheckReport Jvp<T, R>(Func<T, R> f, T at, CheckOptions? options = null) where T : ITree where R : ITree =>
        Run("Check.Jvp", f, at, 1, DerivativeModes.Forward, options, ["x"]);

    /// <summary>Forward mode of a function of one tensor.</summary>
    public static CheckReport Jvp(Func<Tensor, Tensor> f, Tensor x, CheckOptions? options = null) => Jvp<Tensor, Tensor>(f, x, options);

    /// <summary>Forward mode of a function of two tensors.</summary>
    public static CheckReport Jvp(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y, CheckOptions? options = null) =>
        Run("Check.Jvp", Paired(f), new(x, y), 1, DerivativeModes.Forward, options, ["x", "y"]);

    /// <summary>Forward mode of a function of three tensors.</summary>
    public static CheckReport Jvp(Func<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z, CheckOptions? options = null) =>
        Run("Check.Jvp", Tripled(f), new(x, y, z), 1, DerivativeModes.Forward, options, ["x", "y", "z"]);

    /// <summary>Reverse mode against differences.</summary>
    /// <exception cref="CheckException">The derivative is wrong, or could not be checked; the message names the worst element.</exception>
    public static CheckReport Vjp<T, R>(Func<T, R> f, T at, CheckOptions? options = null) where T : ITree where R : ITree =>
        Run("Check.Vjp", f, at, 1, DerivativeModes.Reverse, options, ["x"]);

    /// <summary>Reverse mode of a function of one tensor.</summary>
    public static CheckReport Vjp(Func<Tensor, Tensor> f, Tensor x, CheckOptions? options = null) => Vjp<Tensor, Tensor>(f, x, options);

    /// <summary>Reverse mode of a function of two tensors.</summary>
    public static CheckReport Vjp(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y, CheckOptions? options = null) =>
        Run("Check.Vjp", Paired(f), new(x, y), 1, DerivativeModes.Reverse, options, ["x", "y"]);

    /// <summary>Reverse mode of a function of three tensors.</summary>
    public static CheckReport Vjp(Func<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z, CheckOptions? options = null) =>
        Run("Check.Vjp", Tripled(f), new(x, y, z), 1, DerivativeModes.Reverse, options, ["x", "y", "z"]);

    /// <summary>
    /// Forward and reverse mode against differences and against each other, then the derivatives of both derivatives in both
    /// modes, and so on up to the order: 2 has forward over forward, forward over reverse, reverse over forward and reverse
    /// over reverse. Every order doubles the work.
    /// </summary>
    /// <exception cref="CheckException">A derivative is wrong, or could not be checked; the message names modes and worst element.</exception>
    public static CheckReport Gradients<T, R>(Func<T, R> f, T at, int order = 2, CheckOptions? options = null) where T : ITree where R : ITree =>
        Run("Check.Gradients", f, at, order, options?.Modes ?? DerivativeModes.Both, options, ["x"]);

    /// <summary>All modes of a function of one tensor.</summary>
    public static CheckReport Gradients(Func<Tensor, Tensor> f, Tensor x, int order = 2, CheckOptions? options = null) =>
        Gradients<Tensor, Tensor>(f, x, order, options);

    /// <summary>All modes of a function of two tensors.</summary>
    public static CheckReport Gradients(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor y, int order = 2, CheckOptions? options = null) =>
        Run("Check.Gradients", Paired(f), new(x, y), order, options?.Modes ?? DerivativeModes.Both, options, ["x", "y"]);

    /// <summary>All modes of a function of three tensors.</summary>
    public static CheckReport Gradients(Func<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z, int order = 2, CheckOptions? options = null) =>
        Run("Check.Gradients", Tripled(f), new(x, y, z), order, options?.Modes ?? DerivativeModes.Both, options, ["x", "y", "z"]);

    static Func<Pair<Tensor, Tensor>, Tensor> Paired(Func<Tensor, Tensor, Tensor> f) => p => f(p.First, p.Second);

    static Func<Triple<Tensor, Tensor, Tensor>, Tensor> Tripled(Func<Tensor, Tensor, Tensor, Tensor> f) => p => f(p.First, p.Second, p.Third);

    static CheckReport Run<T, R>(string name, Func<T, R> f, T at, int order, DerivativeModes modes, CheckOptions? options, string[] names)
        where T : ITree where R : ITree
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        var flat = new FlatFunction<T, R>(f, at);
        var y = flat.Result(flat.Invoke(flat.Inputs));
        string[] inputs = at is Tensor || names.Length > 1 ? names : [.. Tree.NamedLeaves(at).Select(leaf => leaf.Name)];
        string[] outputs = y is Tensor ? ["result"] : [.. Tree.NamedLeaves(y).Select(leaf => leaf.Name)];
        var (results, all) = (Tree.Leaves(y), flat.Inputs);
        int[] varying = [.. Enumerable.Range(0, all.Length).Where(i => all[i].DType.IsFloating && flat.Varies?[i] != false)];
        int[] floating = [.. Enumerable.Range(0, results.Length).Where(i => results[i].DType.IsFloating)];
        if (varying.Length == 0) throw Nothing("the argument has no floating tensor that varies");
        if (floating.Length == 0) throw Nothing("no result is floating");
        var isSingle = varying.Select(i => all[i]).Concat(floating.Select(i => results[i])).Any(t => t.DType == DType.Float32);
        Tensor[] Chosen(Tensor[] x)
        {
            Tensor[] moved = [.. all];
            for (var i = 0; i < x.Length; i++) moved[varying[i]] = x[i];
            var y = flat.Invoke(moved);
            return Array.ConvertAll(floating, i => y[i]);
        }

        return new DerivativeCheck(name, options ?? new(), isSingle).Run(
            new(Chosen, Array.ConvertAll(varying, i => all[i]), Array.ConvertAll(varying, i => inputs[i]), Array.ConvertAll(floating, i => outputs[i])),
            order, modes);

        CheckException Nothing(string why) => new($"{name}: there is nothing to check, because {why}. Convert with To(DType.Float64) what is to vary.", "the value");
    }
}
