using System.Globalization;
using System.Text;
using Nabla.Execution.Kernels;
using Nabla.Rules;
using Nabla.Tests.Rules;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Writes docs/kernel-accuracy.md: what each kernel promises, and the largest error seen against true values.</summary>
public class AccuracyDocumentTests
{
    const string Heading = """
        # Accuracy of the vector kernels

        The largest error in units in the last place (ulp) that each kernel promises, and the largest seen against true
        values made by mpmath (`tests/fixtures/make_fixtures.py`): arguments spaced by their logarithm over the whole
        domain, tiny and huge and subnormal ones among them, and the edges. All widths of vectors give the same bits.
        Written by the tests of `AccuracyDocumentTests` with `NABLA_UPDATE=1`; other tests hold every kernel to its
        promise at these points, and the float kernels of one argument at a sample of all floats there are.

        An error within the row's absolute promise (docs/rules.md) counts as none: of a saturating function near its zero.
        A dash stands where there are no true values to compare with: rows that only arithmetic or comparison makes.

        | row | double: promised | seen | at | float: promised | seen | at |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    readonly record struct Worst(double Ulps, string At)
    {
        public static Worst None => new(0, "");

        public Worst Or(double ulps, Func<string> at) => ulps > Ulps ? new(ulps, at()) : this;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ulps:0.00} | {(At.Length == 0 ? "" : $"`{At}`")}");
    }

    [Fact]
    public void The_document_is_what_the_kernels_give() => Document.Check("kernel-accuracy.md", Write());

    static string Write()
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (var row in Elementwise.All)
        {
            var (x64, x32) = (ElementwiseKernels.Find(row.Name), ElementwiseKernels.FindSingle(row.Name));
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {x64.Ulps} | {(Fixture.Exists(row) ? Double(row, x64) : "– |")} ")
                .Append(CultureInfo.InvariantCulture, $"| {x32.Ulps} | {(Fixture.ExistsSingle(row) ? Single(row, x32) : "– |")} |\n");
        }

        return text.ToString();
    }

    static Worst Double(ScalarRule row, ElementwiseKernel<double> kernel)
    {
        var lines = Fixture.Of(row).Lines;
        var x = Enumerable.Range(0, kernel.Arity).Select(a => lines.Select(line => line.Arguments[a]).ToArray()).ToArray();
        var y = Points<double>.Apply(kernel, x, ElementwiseKernel<double>.PreferredWidth);
        var worst = Worst.None;
        for (var i = 0; i < y.Length; i++)
        {
            var expected = lines[i].Value;
            if (double.IsNaN(expected.Hi) || Math.Abs(y[i] - expected.Hi - expected.Lo) <= row.ValueAccuracy.Absolute) continue;
            worst = worst.Or(expected.UlpsTo(y[i]), () => Points<double>.At(x, i));
        }

        return worst;
    }

    static Worst Single(ScalarRule row, ElementwiseKernel<float> kernel)
    {
        var lines = Fixture.OfSingle(row);
        var x = Enumerable.Range(0, kernel.Arity).Select(a => lines.Select(line => (float)line[a]).ToArray()).ToArray();
        var y = Points<float>.Apply(kernel, x, ElementwiseKernel<float>.PreferredWidth);
        var worst = Worst.None;
        for (var i = 0; i < y.Length; i++)
        {
            var expected = lines[i][^1];
            if (double.IsNaN(expected) || Math.Abs(y[i] - expected) <= row.ValueAccuracy.Absolute) continue;
            worst = worst.Or(Points<float>.Ulps(expected, y[i]), () => Points<float>.At(x, i));
        }

        return worst;
    }
}
