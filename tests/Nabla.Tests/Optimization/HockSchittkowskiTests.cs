using System.Globalization;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>
/// Constrained problems of Hock and Schittkowski (Test Examples for Nonlinear Programming Codes, 1981) by their numbers: the
/// standard start, and the minimum that the book names.
/// </summary>
public sealed class HockSchittkowskiTests
{
    // Equations, then inequalities c ≥ 0, then bounds as a number or as x1=low..high.
    [Theory]
    [InlineData(6, "(1-x1)^2", "10*(x2-x1^2)", "", "", "-1.2 1", 0.0)]
    [InlineData(7, "ln(1+x1^2) - x2", "(1+x1^2)^2 + x2^2 - 4", "", "", "2 2", -1.7320508075688772)]
    [InlineData(8, "-1 + 0*x1*x2", "x1^2+x2^2-25; x1*x2-9", "", "", "2 1", -1.0)]
    [InlineData(9, "sin(pi*x1/12)*cos(pi*x2/16)", "4*x1-3*x2", "", "", "0 0", -0.5)]
    [InlineData(10, "x1-x2", "", "-3*x1^2+2*x1*x2-x2^2+1", "", "-10 10", -1.0)]
    [InlineData(11, "(x1-5)^2+x2^2-25", "", "-x1^2+x2", "", "4.9 0.1", -8.498464223)]
    [InlineData(12, "0.5*x1^2+x2^2-x1*x2-7*x1-7*x2", "", "25-4*x1^2-x2^2", "", "0 0", -30.0)]
    [InlineData(14, "(x1-2)^2+(x2-1)^2", "x1-2*x2+1", "-0.25*x1^2-x2^2+1", "", "2 2", 1.3934649806888)]
    [InlineData(15, "100*(x2-x1^2)^2+(1-x1)^2", "", "x1*x2-1; x1+x2^2", "x1=-inf..0.5", "-2 1", 306.5)]
    [InlineData(18, "0.01*x1^2+x2^2", "", "x1*x2-25; x1^2+x2^2-25", "x1=2..50 x2=0..50", "2 2", 5.0)]
    [InlineData(19, "(x1-10)^3+(x2-20)^3", "", "(x1-5)^2+(x2-5)^2-100; -(x2-5)^2-(x1-6)^2+82.81", "x1=13..100 x2=0..100", "20.1 5.84", -6961.81387558)]
    [InlineData(22, "(x1-2)^2+(x2-1)^2", "", "-x1-x2+2; -x1^2+x2", "", "2 2", 1.0)]
    [InlineData(23, "x1^2+x2^2", "", "x1+x2-1; x1^2+x2^2-1; 9*x1^2+x2^2-9; x1^2-x2; x2^2-x1", "x1=-50..50 x2=-50..50", "3 1", 2.0)]
    [InlineData(26, "(x1-x2)^2+(x2-x3)^4", "(1+x2^2)*x1+x3^4-3", "", "", "-2.6 2 2", 0.0)]
    [InlineData(27, "0.01*(x1-1)^2+(x2-x1^2)^2", "x1+x3^2+1", "", "", "2 2 2", 0.04)]
    [InlineData(28, "(x1+x2)^2+(x2+x3)^2", "x1+2*x2+3*x3-1", "", "", "-4 1 1", 0.0)]
    [InlineData(29, "-x1*x2*x3", "", "-x1^2-2*x2^2-4*x3^2+48", "", "1 1 1", -22.627416998)]
    [InlineData(34, "-x1", "", "x2-exp(x1); x3-exp(x2)", "x1=0..100 x2=0..100 x3=0..10", "0 1.05 2.9", -0.8340324452)]
    [InlineData(35, "9-8*x1-6*x2-4*x3+2*x1^2+2*x2^2+x3^2+2*x1*x2+2*x1*x3", "", "3-x1-x2-2*x3", "x1=0..inf x2=0..inf x3=0..inf", "0.5 0.5 0.5", 0.111111111111)]
    [InlineData(39, "-x1", "x2-x1^3-x3^2; x1^2-x2-x4^2", "", "", "2 2 2 2", -1.0)]
    [InlineData(40, "-x1*x2*x3*x4", "x1^3+x2^2-1; x1^2*x4-x3; x4^2-x2", "", "", "0.8 0.8 0.8 0.8", -0.25)]
    [InlineData(43, "x1^2+x2^2+2*x3^2+x4^2-5*x1-5*x2-21*x3+7*x4", "", "8-x1^2-x2^2-x3^2-x4^2-x1+x2-x3+x4; 10-x1^2-2*x2^2-x3^2-2*x4^2+x1+x4; 5-2*x1^2-x2^2-x3^2-2*x1+x2+x4", "", "0 0 0 0", -44.0)]
    [InlineData(48, "(x1-1)^2+(x2-x3)^2+(x4-x5)^2", "x1+x2+x3+x4+x5-5; x3-2*(x4+x5)+3", "", "", "3 5 -3 2 -2", 0.0)]
    [InlineData(65, "(x1-x2)^2+(x1+x2-10)^2/9+(x3-5)^2", "", "48-x1^2-x2^2-x3^2", "x1=-4.5..4.5 x2=-4.5..4.5 x3=-5..5", "-4.5 4.5 0", 0.9535288567)]
    [InlineData(71, "x1*x4*(x1+x2+x3)+x3", "x1^2+x2^2+x3^2+x4^2-40", "x1*x2*x3*x4-25", "x1=1..5 x2=1..5 x3=1..5 x4=1..5", "1 5 5 1", 17.0140173)]
    [InlineData(76, "x1^2+0.5*x2^2+x3^2+0.5*x4^2-x1*x3+x3*x4-x1-3*x2+x3-x4", "", "5-x1-2*x2-x3-x4; 4-3*x1-x2-2*x3+x4; x2+4*x3-1.5", "x1=0..inf x2=0..inf x3=0..inf x4=0..inf", "0.5 0.5 0.5 0.5", -4.681818181)]
    [InlineData(78, "x1*x2*x3*x4*x5", "x1^2+x2^2+x3^2+x4^2+x5^2-10; x2*x3-5*x4*x5; x1^3+x2^3+1", "", "", "-2 1.5 2 -1 -1", -2.91970041)]
    [InlineData(100, "(x1-10)^2+5*(x2-12)^2+x3^4+3*(x4-11)^2+10*x5^6+7*x6^2+x7^4-4*x6*x7-10*x6-8*x7", "", "127-2*x1^2-3*x2^4-x3-4*x4^2-5*x5; 282-7*x1-3*x2-10*x3^2-x4+x5; 196-23*x1-x2^2-6*x6^2+8*x7; -4*x1^2-x2^2+3*x1*x2-2*x3^2-5*x6+11*x7", "", "1 2 0 4 0 1 1", 680.6300573)]
    public void The_minimum_of_the_book_is_found(int number, string f, string equations, string inequalities, string bounds, string start, double minimum)
    {
        double[] from = [.. start.Split(' ').Select(Number)];
        string[] names = [.. Enumerable.Range(1, from.Length).Select(i => $"x{i}")];
        var constraints = Parts(equations).Select(c => Constraint.Zero(Of(c, names))).Concat(Parts(inequalities).Select(c => Constraint.AtLeastZero(Of(c, names)))).ToArray();
        var limits = bounds.Length == 0 ? null : Bounds.Of(names, bounds.Split(' ').Select(Bound));
        var result = Optimize.Minimize(Of(f, names), from, options: new() { Constraints = constraints, Bounds = limits });
        Assert.True(result.Converged, $"{number}: {result.Explanation}");
        Assert.InRange(result.ConstraintViolation, 0, 1e-8);
        Assert.Equal(minimum, result.F, 1e-6 * Math.Max(1, Math.Abs(minimum)));
        CheckMultipliers(result, constraints, limits);
    }

    [Fact]
    public void What_falls_without_bound_outside_is_held_by_its_constraint()
    {
        var result = Optimize.Minimize(Of("x1^3+x2^2", ["x1", "x2"]), [1, 1], options: new() { Constraints = [Constraint.AtLeastZero(Of("x1+1", ["x1", "x2"]))] });
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(0, result["x2"], 1e-6);
        Assert.True(Math.Abs(result["x1"]) < 1e-4 || Math.Abs(result["x1"] + 1) < 1e-6, $"x1 = {result["x1"]}");
        var free = Optimize.Minimize(Of("x1^3+x2^2", ["x1", "x2"]), [-1, 1], options: new() { Constraints = [Constraint.AtLeastZero(Of("2-x1", ["x1", "x2"]))] });
        Assert.Equal(OptimizationStatus.Diverged, free.Status);
    }

    // The gradient is the sum of the constraints' gradients by the multipliers, but for what bounds hold; no idle one pulls.
    static void CheckMultipliers(MinimizeResult result, Constraint[] constraints, Bounds? bounds)
    {
        double[] x = [.. result.X], rest = [.. result.Gradient], gradient = new double[x.Length];
        var size = rest.Max(Math.Abs);
        for (var k = 0; k < constraints.Length; k++)
        {
            var (c, multiplier) = (constraints[k].C.ValueAndGradient(x, gradient), result.Multipliers[k]);
            for (var i = 0; i < x.Length; i++) rest[i] -= multiplier * gradient[i];
            size = Math.Max(size, gradient.Max(g => Math.Abs(multiplier * g)));
            if (constraints[k].IsEquality) continue;
            Assert.True(multiplier >= 0, $"The multiplier {multiplier} of constraint {k} would pull it out of bounds.");
            Assert.InRange(Math.Abs(multiplier * c), 0, 1e-5 * Math.Max(1, size));
        }

        for (var i = 0; i < x.Length; i++)
        {
            var (atLower, atUpper) = (x[i] <= bounds?.Lower[i], x[i] >= bounds?.Upper[i]);
            if (!(atLower && rest[i] >= 0) && !(atUpper && rest[i] <= 0)) Assert.InRange(Math.Abs(rest[i]), 0, 1e-5 * Math.Max(1, size));
        }
    }

    static Objective Of(string f, string[] names) => Objective.Of(Formula.Parse(f, new() { Names = names }).Expression, names);

    static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static KeyValuePair<string, (double, double)> Bound(string text)
    {
        var (name, ends) = (text.Split('=')[0], text.Split('=')[1].Split(".."));
        return new(name, (Number(ends[0]), Number(ends[1])));
    }

    static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
