using Nabla.Rules;

namespace Nabla.Tensors;

public sealed partial class Tensor
{
    const string NoEquality = "Use Equal(x, y) for elements, AllClose(x, y) for a bool, `is null` for null.";

    /// <summary>Sum at every place.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Row(Elementwise.Add, a, b);

    /// <summary>Difference at every place.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Row(Elementwise.Subtract, a, b);

    /// <summary>Product at every place.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Row(Elementwise.Multiply, a, b);

    /// <summary>Quotient at every place; integers divide as floating numbers.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Row(Elementwise.Divide, a, b);

    /// <summary>Negative.</summary>
    public static Tensor operator -(Tensor x) => Row(Elementwise.Negate, x);

    /// <summary>The tensor itself.</summary>
    public static Tensor operator +(Tensor x) => x;

    /// <summary>Whether less, at every place.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => Row(Elementwise.Less, a, b);

    /// <summary>Whether less or equal, at every place.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => Row(Elementwise.LessEqual, a, b);

    /// <summary>Whether greater, at every place.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => Row(Elementwise.Greater, a, b);

    /// <summary>Whether greater or equal, at every place.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => Row(Elementwise.GreaterEqual, a, b);

    /// <summary>Whether both are true, at every place.</summary>
    public static Tensor operator &(Tensor a, Tensor b) => Row(Elementwise.Min, a.To(DType.Bool), b.To(DType.Bool));

    /// <summary>Whether one at least is true, at every place.</summary>
    public static Tensor operator |(Tensor a, Tensor b) => Row(Elementwise.Max, a.To(DType.Bool), b.To(DType.Bool));

    /// <summary>Whether false, at every place.</summary>
    public static Tensor operator !(Tensor x) => Row(Elementwise.Equal, x, 0);

    /// <summary>Not an operator on tensors.</summary>
    [Obsolete(NoEquality, error: true)]
    public static bool operator ==(Tensor? a, Tensor? b) => ReferenceEquals(a, b);

    /// <summary>Not an operator on tensors.</summary>
    [Obsolete(NoEquality, error: true)]
    public static bool operator !=(Tensor? a, Tensor? b) => !ReferenceEquals(a, b);

    /// <summary>Equality by reference, so that records of tensors compare without reading them.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
