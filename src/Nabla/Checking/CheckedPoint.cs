using Nabla.Tensors;

namespace Nabla.Checking;

/// <summary>A function at its point, in numbers: its values around the point and its differences along directions.</summary>
sealed class CheckedPoint
{
    readonly DerivativeCheck _check;
    readonly double[] _x;
    readonly double[] _scales;
    readonly double[] _units;

    public CheckedPoint(DerivativeCheck check, CheckedFunction f)
    {
        _check = check;
        Function = f;
        Inputs = new(f.Inputs, f.X);
        var y = f.F(f.X);
        Outputs = new(f.Outputs, y);
        (_x, Y) = (Inputs.Read(f.X), Outputs.Read(y));
        _scales = Array.ConvertAll(_x, x => double.IsFinite(x) ? Math.Pow(2, Math.Ceiling(Math.Log2(Math.Max(1, Math.Abs(x))))) : 1);
        _units = new double[Outputs.Count];
        for (var i = 0; i < _units.Length; i++) _units[i] = check.IsSingle || Outputs.TypeOf(i) == DType.Float32 ? 1.2e-7 : 2.2e-16;
    }

    public CheckedFunction Function { get; }

    public Places Inputs { get; }

    public Places Outputs { get; }

    /// <summary>The values.</summary>
    public double[] Y { get; }

    /// <summary>Why nothing can be compared here, given a second evaluation; null if it can.</summary>
    public string? Failure(Tensor[] again)
    {
        var second = Outputs.Read(again);
        for (var i = 0; i < _x.Length; i++)
            if (!double.IsFinite(_x[i])) return $"{Inputs.NameOf(i)} is {CheckText.Number(_x[i])}. Give a point of finite numbers.";
        for (var i = 0; i < Y.Length; i++)
        {
            if (!double.IsFinite(Y[i])) return $"{Outputs.NameOf(i)} is {CheckText.Number(Y[i])} there. Choose a point inside the function's domain.";
            if (Y[i] != second[i])
                return $"{Outputs.NameOf(i)} is {CheckText.Number(Y[i])} at first and {CheckText.Number(second[i])} the second time. Let the function depend on its argument alone; draw random numbers from a fixed key.";
        }

        return null;
    }

    /// <summary>The direction of one element, as long as the element is large.</summary>
    public double[] Basis(int element)
    {
        var along = new double[_x.Length];
        along[element] = _scales[element];
        return along;
    }

    /// <summary>A direction in which every element moves by its own measure.</summary>
    public double[] Scaled(double[] along)
    {
        for (var i = 0; i < along.Length; i++) along[i] *= _scales[i];
        return along;
    }

    /// <summary>The values at a step along a direction.</summary>
    public double[] At(double[] along, double step)
    {
        var moved = new double[_x.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = _x[i] + step * along[i];
        return Outputs.Read(Function.F(Inputs.Write(moved)));
    }

    /// <summary>The differences along a direction.</summary>
    public Differences Along(double[] along)
    {
        var longest = 1.0;
        foreach (var part in along) longest = Math.Max(longest, Math.Abs(part));
        return Differences.Of(step => At(along, step), _units, _check.Step, _check.Step / longest, _check.Steps, _check.Tolerance);
    }
}
