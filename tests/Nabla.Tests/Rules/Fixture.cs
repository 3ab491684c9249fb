using System.Globalization;
using Nabla.Rules;

namespace Nabla.Tests.Rules;

/// <summary>True values and partial derivatives of one row, from tests/fixtures/rows (made by tests/fixtures/make_fixtures.py).</summary>
sealed class Fixture
{
    /// <summary>A real number as the sum of two doubles.</summary>
    public readonly record struct Real(double Hi, double Lo)
    {
        public bool IsStated => !double.IsNaN(Hi);

        /// <summary>The spacing of doubles at this number.</summary>
        public double Ulp => Math.BitIncrement(Math.Abs(Hi)) - Math.Abs(Hi);

        /// <summary>The error of a computed result in units in the last place; 0 if both overflow alike.</summary>
        public double UlpsTo(double computed)
        {
            if (computed == Hi) return double.IsInfinity(Hi) ? 0 : Math.Abs(Lo) / Ulp;
            // Next to the largest double, rounding decides which side of the overflow a result is on.
            if (double.IsInfinity(Hi) || double.IsInfinity(computed))
            {
                var isNext = Math.Min(Math.Abs(Hi), Math.Abs(computed)) > 0.999999999999999 * double.MaxValue;
                return isNext && Hi > 0 == computed > 0 ? 1 : double.PositiveInfinity;
            }


            return Math.Abs(computed - Hi - Lo) / Ulp;
        }
    }

    public readonly record struct Line(double[] Arguments, Real Value, Real[] Partials);

    static readonly string s_folder = Folder();

    public required IReadOnlyList<Line> Lines { get; init; }

    public static bool Exists(ScalarRule row) => File.Exists(Path.Combine(s_folder, row.Name + ".txt"));

    public static bool ExistsSingle(ScalarRule row) => File.Exists(Path.Combine(s_folder + "-single", row.Name + ".txt"));

    public static Fixture Of(ScalarRule row)
    {
        var arity = row.Arity < 0 ? 2 : row.Arity;
        var lines = File.ReadLines(Path.Combine(s_folder, row.Name + ".txt")).Select(line =>
        {
            var numbers = line.Split(' ').Select(Parse).ToArray();
            Real[] reals = [.. numbers.Skip(arity).Chunk(2).Select(pair => new Real(pair[0], pair[1]))];
            return new Line(numbers[..arity], reals[0], reals[1..]);
        });
        return new() { Lines = [.. lines] };
    }

    /// <summary>True values at arguments that are floats: a line holds the arguments and the value.</summary>
    public static IReadOnlyList<double[]> OfSingle(ScalarRule row) =>
        [.. File.ReadLines(Path.Combine(s_folder + "-single", row.Name + ".txt")).Select(line => line.Split(' ').Select(Parse).ToArray())];

    static double Parse(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "fixtures", "rows");
            if (Directory.Exists(folder)) return folder;
        }

        throw new DirectoryNotFoundException("tests/fixtures/rows is not above the tests: run them inside the repository.");
    }
}
