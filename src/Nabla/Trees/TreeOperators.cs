using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>
/// Arithmetic of trees as vectors, leaf by leaf, so that a step of descent is <c>model -= 0.1 * gradient</c>. Leaves that
/// are not floating (counters, labels) are the left tree's, unchanged. Trees of a different structure throw.
/// </summary>
public static class TreeOperators
{
    extension<T>(T) where T : ITree
    {
        /// <summary>The sum leaf by leaf.</summary>
        /// <exception cref="TreeException">The structures differ.</exception>
        public static T operator +(T x, T y) => Tree.Map(x, y, static (a, b) => a.DType.IsFloating ? a + b : a);

        /// <summary>The difference leaf by leaf.</summary>
        /// <exception cref="TreeException">The structures differ.</exception>
        public static T operator -(T x, T y) => Tree.Map(x, y, static (a, b) => a.DType.IsFloating ? a - b : a);

        /// <summary>The negative of every floating leaf.</summary>
        public static T operator -(T x) => Tree.Map(x, static a => a.DType.IsFloating ? -a : a);

        /// <summary>Every floating leaf times a number.</summary>
        public static T operator *(double s, T x) => Tree.Map(x, a => a.DType.IsFloating ? s * a : a);

        /// <summary>Every floating leaf times a number.</summary>
        public static T operator *(T x, double s) => s * x;

        /// <summary>Every floating leaf times a tensor of one number, of any type, which the leaves keep their own by.</summary>
        public static T operator *(Tensor s, T x) => Tree.Map(x, a => a.DType.IsFloating ? (s * a).To(a.DType) : a);

        /// <summary>Every floating leaf divided by a number.</summary>
        public static T operator /(T x, double s) => Tree.Map(x, a => a.DType.IsFloating ? a / s : a);
    }
}
