using Nabla.Tensors;

namespace Nabla.Checking;

/// <summary>Tensors in a row as one list of numbers: which number belongs to which element of which tensor.</summary>
sealed class Places
{
    readonly string[] _names;
    readonly TensorType[] _types;
    readonly int[] _starts;

    public Places(IReadOnlyList<string> names, IReadOnlyList<Tensor> tensors)
    {
        _names = [.. names];
        _types = [.. tensors.Select(t => t.Type)];
        _starts = new int[_types.Length + 1];
        for (var i = 0; i < _types.Length; i++) _starts[i + 1] = checked(_starts[i] + (int)_types[i].Shape.Count);
    }

    public IReadOnlyList<string> Names => _names;

    public ReadOnlySpan<TensorType> Types => _types;

    /// <summary>How many numbers there are.</summary>
    public int Count => _starts[^1];

    /// <summary>A number by the tensor that it belongs to and its indices: Layers[0].Weight[2, 3].</summary>
    public string NameOf(int number)
    {
        var i = TensorOf(number);
        return _names[i] + Element.Indices(_types[i].Shape, number - _starts[i]);
    }

    /// <summary>The element type of a number's tensor.</summary>
    public DType TypeOf(int number) => _types[TensorOf(number)].DType;

    /// <summary>The numbers of the tensors.</summary>
    public double[] Read(IReadOnlyList<Tensor> tensors)
    {
        var numbers = new double[Count];
        for (var i = 0; i < _types.Length; i++) tensors[i].CopyTo(numbers.AsSpan(_starts[i], _starts[i + 1] - _starts[i]));
        return numbers;
    }

    /// <summary>Tensors of these numbers.</summary>
    public Tensor[] Write(double[] numbers)
    {
        var tensors = new Tensor[_types.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = Tensor.From<double>(numbers.AsSpan(_starts[i], _starts[i + 1] - _starts[i]), _types[i].Shape).To(_types[i].DType);
        return tensors;
    }

    int TensorOf(int number)
    {
        var i = 0;
        while (number >= _starts[i + 1]) i++;
        return i;
    }
}
