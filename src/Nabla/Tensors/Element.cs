using System.Globalization;
using System.Text;
using Nabla.Execution;

namespace Nabla.Tensors;

/// <summary>Elements and ranges of concrete tensors as errors and drawings name them.</summary>
static class Element
{
    const int Part = 256;

    /// <summary>The indices of an element by its place in row-major order: [1, 2]; nothing for shape ().</summary>
    public static string Indices(Shape shape, nint place)
    {
        if (shape.Rank == 0) return "";
        var indices = new string[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (indices[axis], place) = ((place % shape[axis]).ToString(CultureInfo.InvariantCulture), place / shape[axis]);
        return $"[{string.Join(", ", indices)}]";
    }

    /// <summary>The first element that is NaN, or −1.</summary>
    public static nint FirstNaN(Tensor x)
    {
        if (!x.DType.IsFloating) return -1;
        Span<double> part = stackalloc double[Part];
        for (nint start = 0; start < x.Count; start += Part)
        {
            var numbers = part[..(int)nint.Min(Part, x.Count - start)];
            ElementCopy.Read(x, start, numbers);
            for (var i = 0; i < numbers.Length; i++)
                if (double.IsNaN(numbers[i])) return start + i;
        }

        return -1;
    }

    /// <summary>The one number, or the range of the finite numbers and how many are not.</summary>
    public static string Range(Tensor x)
    {
        var (low, high, nan, infinite) = (double.PositiveInfinity, double.NegativeInfinity, 0L, 0L);
        Span<double> part = stackalloc double[Part];
        for (nint start = 0; start < x.Count; start += Part)
        {
            var numbers = part[..(int)nint.Min(Part, x.Count - start)];
            ElementCopy.Read(x, start, numbers);
            foreach (var number in numbers)
            {
                if (double.IsNaN(number)) nan++;
                else if (double.IsInfinity(number)) infinite++;
                else (low, high) = (Math.Min(low, number), Math.Max(high, number));
            }
        }

        var parts = new List<string>();
        if (low == high) parts.Add(Number(low));
        else if (low < high) parts.Add($"{Number(low)} … {Number(high)}");
        if (infinite > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{infinite} of {x.Count} infinite"));
        if (nan > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{nan} of {x.Count} NaN"));
        return string.Join(", ", parts);
    }

    /// <summary>A few numbers one by one, or the range of many.</summary>
    public static string Text(Tensor x)
    {
        const int Few = 4;
        if (x.Count > Few) return Range(x);
        Span<double> elements = stackalloc double[Few];
        ElementCopy.Read(x, 0, elements[..(int)x.Count]);
        var text = new StringBuilder();
        for (var i = 0; i < x.Count; i++) text.Append(i == 0 ? "" : ", ").Append(Number(elements[i]));
        return x.Rank == 0 ? text.ToString() : $"[{text}]";
    }

    /// <summary>Type, range, and one element by its place.</summary>
    public static string Summary(Tensor x, nint place = -1)
    {
        var text = new StringBuilder(x.Type.ToString());
        if (Text(x) is { Length: > 0 } numbers) text.Append(": ").Append(numbers);
        if (place < 0 || x.Count == 1) return text.ToString();
        Span<double> element = [0];
        ElementCopy.Read(x, place, element);
        return text.Append("; ").Append(Indices(x.Shape, place)).Append(" is ").Append(Number(element[0])).ToString();
    }

    static string Number(double x) => x.ToString("G6", CultureInfo.InvariantCulture);
}
