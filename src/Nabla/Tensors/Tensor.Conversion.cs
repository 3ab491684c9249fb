using System.Globalization;
using System.Text;
using Nabla.Execution;
using Nabla.Primitives;

namespace Nabla.Tensors;

public sealed partial class Tensor
{
    // The largest integer up to which all are doubles.
    const long Exact = 1L << 53;

    /// <summary>A bare number: its element type yields to that of what it meets.</summary>
    public static implicit operator Tensor(double number) => new(number, DType.Float32);

    /// <summary>A bare number: its element type yields to that of what it meets.</summary>
    public static implicit operator Tensor(float number) => new(number, DType.Float32);

    /// <summary>A bare integer: its element type yields to that of what it meets.</summary>
    public static implicit operator Tensor(int number) => new(number, DType.Int32);

    /// <summary>A bare integer: its element type yields to that of what it meets, unless it exceeds 2⁵³; then it is an int64.</summary>
    public static implicit operator Tensor(long number) =>
        number is > -Exact and < Exact ? new(number, (int)number == number ? DType.Int32 : DType.Int64) : From<long>([number], Shape.Scalar);

    /// <summary>A truth value.</summary>
    public static implicit operator Tensor(bool truth) => new(truth ? 1 : 0, DType.Bool);

    /// <summary>The one element.</summary>
    /// <exception cref="ShapeException">There is not exactly one.</exception>
    public static explicit operator double(Tensor x) => x.One<double>("A conversion to double");

    /// <summary>The one element, rounded.</summary>
    /// <exception cref="ShapeException">There is not exactly one.</exception>
    public static explicit operator float(Tensor x) => (float)x.One<double>("A conversion to float");

    /// <summary>The one element, cut towards zero.</summary>
    /// <exception cref="ShapeException">There is not exactly one.</exception>
    public static explicit operator long(Tensor x) => x.One<long>("A conversion to long");

    /// <summary>The one element, cut towards zero.</summary>
    /// <exception cref="ShapeException">There is not exactly one.</exception>
    public static explicit operator int(Tensor x) => checked((int)x.One<long>("A conversion to int"));

    /// <summary>Whether the one element is not zero.</summary>
    /// <exception cref="ShapeException">There is not exactly one.</exception>
    public static explicit operator bool(Tensor x) => x.One<double>("A condition") != 0;

    /// <summary>So that <c>if (x > 0)</c> reads the one element.</summary>
    public static bool operator true(Tensor x) => (bool)x;

    /// <summary>So that <c>x > 0 &amp;&amp; x &lt; 1</c> reads the one element.</summary>
    public static bool operator false(Tensor x) => !(bool)x;

    /// <summary>The elements in row-major order, converted to T: bool, int, long, float or double.</summary>
    public T[] ToArray<T>() where T : unmanaged
    {
        var x = Concrete("ToArray");
        x = ConvertType.To(x, DTypes.Of<T>()).Contiguous();
        var elements = x.Elements<T>().ToArray();
        GC.KeepAlive(x);
        return elements;
    }

    /// <summary>The elements in row-major order, of their own type T, without a copy where they lie so.</summary>
    /// <exception cref="InvalidOperationException">T is not the element type: convert with <see cref="To"/> first.</exception>
    public ReadOnlyMemory<T> AsMemory<T>() where T : unmanaged
    {
        var x = Concrete("AsMemory");
        if (x.DType != DTypes.Of<T>())
            throw new InvalidOperationException($"A tensor of {x.DType.Name} is no memory of {typeof(T).Name}: convert it with To(DType.{DTypes.Of<T>()}).");
        x = x.Contiguous();
        return x.Storage.AsMemory<T>(x.Offset, x.Count);
    }

    /// <summary>The elements in row-major order, of their own type T: what <see cref="AsMemory"/> gives, as a span.</summary>
    /// <exception cref="InvalidOperationException">T is not the element type: convert with <see cref="To"/> first.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged => AsMemory<T>().Span;

    /// <summary>Copies the elements in row-major order, converted to T.</summary>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    public void CopyTo<T>(Span<T> into) where T : unmanaged
    {
        var x = ConvertType.To(Concrete("CopyTo"), DTypes.Of<T>()).Contiguous();
        x.Elements<T>().CopyTo(into);
        GC.KeepAlive(x);
    }

    /// <summary>The elements as another type: floating numbers become integers towards zero, and bool by being nonzero.</summary>
    public Tensor To(DType dtype) => ConvertType.To(this, dtype);

    /// <summary>Element type, shape and the first elements; an abstract tensor shows its type. Never throws.</summary>
    public override string ToString()
    {
        const int Most = 8;
        var x = this;
        while (x._level is { } level)
        {
            if (level.Value(x) is not { } value) return $"{Type} inside {level.Name}";
            x = value;
        }

        var text = new StringBuilder();
        if (Rank > 0) text.Append(Type).Append(" [");
        var shown = (int)nint.Min(Count, Most);
        for (var i = 0; i < shown; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(Element(x, i));
        }

        if (Count > shown) text.Append(", …");
        if (Rank > 0) text.Append(']');
        return text.ToString();
    }

    static string Element(Tensor x, int i)
    {
        Span<double> number = [0];
        Span<long> integer = [0];
        if (x.DType.IsInteger) ElementCopy.Read(x, i, integer);
        else ElementCopy.Read(x, i, number);
        return x.DType switch
        {
            DType.Bool => number[0] != 0 ? "true" : "false",
            DType.Int32 or DType.Int64 => integer[0].ToString(CultureInfo.InvariantCulture),
            DType.Float32 => ((float)number[0]).ToString(CultureInfo.InvariantCulture),
            _ => number[0].ToString(CultureInfo.InvariantCulture),
        };
    }

    T One<T>(string reading) where T : unmanaged
    {
        if (Count != 1) throw new ShapeException($"{reading} needs a tensor of one element, and this one has shape {Shape}.");
        var x = Concrete(reading);
        // A bare number has all its digits, whatever type it would take.
        if (x.IsWeak && typeof(T) == typeof(double)) return (T)(object)x.Number;
        if (typeof(T) == typeof(long))
        {
            Span<long> integer = [0];
            ElementCopy.Read(x, 0, integer);
            return (T)(object)integer[0];
        }

        Span<double> number = [0];
        ElementCopy.Read(x, 0, number);
        return (T)(object)number[0];
    }
}
