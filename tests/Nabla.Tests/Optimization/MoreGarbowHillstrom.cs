using System.Globalization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>
/// The problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981) that are not among the shared data, written from the paper:
/// residuals, standard start, and the minima that the paper names.
/// </summary>
static class MoreGarbowHillstrom
{
    public sealed record Problem(string Name, string[] Variables, Expr[] Residuals, double[] Start, double[] Minima)
    {
        public Expr SumOfSquares => Residuals.Select(r => Expr.Pow(r, 2)).Aggregate((a, b) => a + b);
    }

    static readonly double[] s_gaussian = [.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175, .0044, .0009];

    static readonly double[] s_meyer = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

    static readonly double[] s_osborne =
    [
        1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608, .655, .616, .606, .602, .626, .651, .724, .649, .649,
        .694, .644, .624, .661, .612, .558, .533, .495, .500, .423, .395, .375, .372, .391, .396, .405, .428, .429, .523, .562, .607, .653,
        .672, .708, .633, .668, .645, .632, .591, .559, .597, .625, .739, .710, .729, .720, .636, .581, .428, .292, .162, .098, .054,
    ];

    public static IEnumerable<Problem> All()
    {
        yield return Of("04 Brown badly scaled", [1, 1], [0], ["x1 - 10^6", "x2 - 2*10^(-6)", "x1*x2 - 2"]);
        yield return Of("06 Jennrich and Sampson", [.3, .4], [124.362], Each(10, i => $"{2 + 2 * i} - exp({i}*x1) - exp({i}*x2)"));
        yield return Of("09 Gaussian", [.4, 1, 0], [1.12793e-8], Each(15, i => $"x1*exp(-x2*({T((8 - i) / 2.0)} - x3)^2/2) - {T(s_gaussian[i - 1])}"));
        yield return Of("10 Meyer", [.02, 4000, 250], [87.9458], Each(16, i => $"x1*exp(x2/({45 + 5 * i} + x3)) - {T(s_meyer[i - 1])}"));
        yield return Of("11 Gulf research and development", [5, 2.5, .15], [0], Each(99, i => $"exp(-abs({T(25 + Math.Pow(-50 * Math.Log(i / 100.0), 2.0 / 3))} - x2)^x3/x1) - {T(i / 100.0)}"));
        yield return Of("12 Box three-dimensional", [0, 10, 20], [0], Each(10, i => $"exp(-{T(i / 10.0)}*x1) - exp(-{T(i / 10.0)}*x2) - x3*(exp(-{T(i / 10.0)}) - exp(-{i}))"));
        yield return Of("16 Brown and Dennis", [25, 5, -5, -1], [85822.2], Each(20, i => $"(x1 + {T(i / 5.0)}*x2 - exp({T(i / 5.0)}))^2 + (x3 + x4*sin({T(i / 5.0)}) - cos({T(i / 5.0)}))^2"));
        yield return Of("19 Osborne 2", [1.3, .65, .65, .7, .6, 3, 5, 7, 2, 4.5, 5.5], [4.01377e-2], Each(65, Osborne));
        yield return Watson(6, 2.28767e-3);
        yield return Watson(9, 1.39976e-6);
        yield return Of("22 extended Powell singular", Repeat(12, 3, -1, 0, 1), [0],
            [.. Each(3, i => $"x{4 * i - 3} + 10*x{4 * i - 2}"), .. Each(3, i => $"sqrt(5)*(x{4 * i - 1} - x{4 * i})"), .. Each(3, i => $"(x{4 * i - 2} - 2*x{4 * i - 1})^2"), .. Each(3, i => $"sqrt(10)*(x{4 * i - 3} - x{4 * i})^2")]);
        yield return Penalty(4, 9.37629e-6);
        yield return Penalty(10, 2.93660e-4);
        yield return Of("26 trigonometric", Repeat(10, .1), [0, 2.79506e-5], Each(10, i => $"10 - ({Sum(10, j => $"cos(x{j})")}) + {i}*(1 - cos(x{i})) - sin(x{i})"));
        yield return Of("27 Brown almost-linear", Repeat(10, .5), [0, 1], [.. Each(9, i => $"x{i} + {Sum(10, j => $"x{j}")} - 11"), $"{string.Join("*", Each(10, j => $"x{j}"))} - 1"]);
        yield return Integral(10);
        yield return Of("31 Broyden banded", Repeat(10, -1), [0], Each(10, i => $"x{i}*(2 + 5*x{i}^2) + 1{string.Concat(Enumerable.Range(Math.Max(1, i - 5), Math.Min(10, i + 1) - Math.Max(1, i - 5) + 1).Where(j => j != i).Select(j => $" - x{j}*(1 + x{j})"))}"));
        yield return Of("33 linear, rank 1", Repeat(5, 1), [90.0 / 42], Each(10, i => $"{i}*({Sum(5, j => $"{j}*x{j}")}) - 1"));
        yield return Of("34 linear, rank 1 with zeros", Repeat(5, 1), [124.0 / 34], ["-1 + 0*x1 + 0*x5", .. Each(8, i => $"{i}*(2*x2 + 3*x3 + 4*x4) - 1"), "-1"]);
    }

    static string Osborne(int i)
    {
        var t = T((i - 1) / 10.0);
        return $"{T(s_osborne[i - 1])} - x1*exp(-{t}*x5) - x2*exp(-({t} - x9)^2*x6) - x3*exp(-({t} - x10)^2*x7) - x4*exp(-({t} - x11)^2*x8)";
    }

    static Problem Watson(int n, double minimum) => Of($"20 Watson, {n}", Repeat(n, 0), [minimum],
    [
        .. Each(29, i => $"{Sum(n - 1, j => $"{j}*x{j + 1}*{T(Math.Pow(i / 29.0, j - 1))}")} - ({Sum(n, j => $"x{j}*{T(Math.Pow(i / 29.0, j - 1))}")})^2 - 1"),
        "x1", "x2 - x1^2 - 1",
    ]);

    static Problem Penalty(int n, double minimum) => Of($"24 penalty II, {n}", Repeat(n, .5), [minimum],
    [
        "x1 - 0.2",
        .. Each(n - 1, i => $"sqrt(10^(-5))*(exp(x{i + 1}/10) + exp(x{i}/10) - exp({T((i + 1) / 10.0)}) - exp({T(i / 10.0)}))"),
        .. Each(n - 1, i => $"sqrt(10^(-5))*(exp(x{i + 1}/10) - exp(-0.1))"),
        $"{Sum(n, j => $"{n - j + 1}*x{j}^2")} - 1",
    ]);

    static Problem Integral(int n)
    {
        double At(int i) => i / (n + 1.0);
        string Cube(int j) => $"(x{j} + {T(At(j) + 1)})^3";
        return Of("29 discrete integral equation", [.. Enumerable.Range(1, n).Select(i => At(i) * (At(i) - 1))], [0], Each(n, i =>
            $"x{i} + {T(0.5 / (n + 1))}*({string.Join(" + ", Enumerable.Range(1, n).Select(j => $"{T(j <= i ? (1 - At(i)) * At(j) : At(i) * (1 - At(j)))}*{Cube(j)}"))})"));
    }

    static Problem Of(string name, double[] start, double[] minima, string[] residuals) =>
        new(name, Each(start.Length, i => $"x{i}"), [.. residuals.Select(r => Formula.Parse(r).Expression)], start, minima);

    static string[] Each(int count, Func<int, string> text) => [.. Enumerable.Range(1, count).Select(text)];

    static string Sum(int count, Func<int, string> text) => string.Join(" + ", Each(count, text));

    static double[] Repeat(int count, params double[] values) => [.. Enumerable.Range(0, count).Select(i => values[i % values.Length])];

    static string T(double x) => x.ToString("0.#################E+0", CultureInfo.InvariantCulture) is var text && text.EndsWith("E+0", StringComparison.Ordinal) ? text[..^3] : $"({text.Replace("E", "*10^(", StringComparison.Ordinal)}))";
}
