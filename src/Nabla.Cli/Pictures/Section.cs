using Nabla.Drawing;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli.Pictures;

/// <summary>A formula as a function of the one or two variables of a picture, the others held at values.</summary>
sealed class Section(CompiledFormula f, int shown, double[] held, CancellationToken cancellation = default)
{
    readonly double[] _x = [.. new double[shown], .. held];
    readonly double[] _gradient = new double[shown + held.Length];

    public IReadOnlyList<string> Shown { get; } = [.. f.Variables.Take(shown)];

    /// <summary>How f is written with the variables of the picture: f(x, y).</summary>
    public string Call => $"f({string.Join(", ", Shown)})";

    public double Value(params ReadOnlySpan<double> x)
    {
        cancellation.ThrowIfCancellationRequested();
        x.CopyTo(_x);
        return f.Value(_x);
    }

    /// <summary>The derivatives by the variables of the picture; the span is overwritten by the next call.</summary>
    public ReadOnlySpan<double> Gradient(params ReadOnlySpan<double> x)
    {
        cancellation.ThrowIfCancellationRequested();
        x.CopyTo(_x);
        f.ValueAndGradient(_x, _gradient);
        return _gradient.AsSpan(0, shown);
    }

    /// <summary>f(x) = x² and where other variables are held; a formula too long for a headline is left out.</summary>
    public string Title(Expr formula)
    {
        var text = $"{Call} = {formula.ToText(TextStyle.Unicode).Replace('-', '−')}";
        if (text.Length > 80) text = Call;
        return held.Length == 0 ? text
            : text + " at " + string.Join(", ", held.Select((value, i) => $"{f.Variables[shown + i]} = {NumberText.Of(value)}"));
    }

    /// <summary>The curve of f, for one variable.</summary>
    public Curve Curve(double low, double high) => Nabla.Drawing.Curve.Of("f", x => Value(x), low, high);

    /// <summary>The curve of f′, for one variable.</summary>
    public Curve Derivative(double low, double high) =>
        Nabla.Drawing.Curve.Of("f′", x => Gradient(x)[0], low, high);

    /// <summary>A range that shows the points with the curve around them.</summary>
    public static (double Low, double High) Around(IReadOnlyList<Point> points)
    {
        var (low, high, _, _) = ScalarField.Around(points.Select(p => p with { Y = 0 }), margin: 0.3);
        return (low, high);
    }

    /// <summary>Points on the curve, with markers; those that would hide under the one before are left out.</summary>
    public static Curve Steps(string name, IReadOnlyList<Point> points, double low, double high)
    {
        Point[] drawable = [.. points.Where(p => p.IsDrawable)];
        if (drawable.Length == 0) return new(name, points);
        var (near, level) = (0.016 * (high - low), 0.03 * (drawable.Max(p => p.Y) - drawable.Min(p => p.Y)));
        var kept = new List<Point> { drawable[0] };
        foreach (var point in drawable.Skip(1))
            if (!Hides(kept[^1], point)) kept.Add(point);
        if (kept.Count > 1 && Hides(kept[^1], drawable[^1])) kept.RemoveAt(kept.Count - 1);
        if (kept[^1] != drawable[^1]) kept.Add(drawable[^1]);
        return new(name, kept) { Markers = true, Dash = Dash.Solid, Thickness = 1.2 };

        bool Hides(Point a, Point b) => Math.Abs(a.X - b.X) <= near && Math.Abs(a.Y - b.Y) <= level;
    }

    /// <summary>The values of f on a rectangle, for two variables.</summary>
    public ScalarField Values((double XMin, double XMax, double YMin, double YMax) box) =>
        ScalarField.Of((x, y) => Value(x, y), box.XMin, box.XMax, box.YMin, box.YMax);

    /// <summary>The field sign·∇f on a rectangle, for two variables.</summary>
    public IReadOnlyList<FieldVector> Field((double XMin, double XMax, double YMin, double YMax) box, double sign)
    {
        return FieldVector.Sample(At, box.XMin, box.XMax, box.YMin, box.YMax);

        (double, double) At(double x, double y)
        {
            var gradient = Gradient(x, y);
            return (sign * gradient[0], sign * gradient[1]);
        }
    }
}
