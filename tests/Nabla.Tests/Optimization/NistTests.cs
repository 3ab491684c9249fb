using System.Text.Json;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

/// <summary>NIST's nonlinear regression problems from both starts with default settings, scored as NIST does: correct digits.</summary>
public sealed class NistTests
{
    static readonly string[] s_shared = ["BoxBOD", "Chwirut2", "DanWood", "ENSO", "Eckerle4", "Gauss1", "Kirby2", "Lanczos1", "MGH09", "MGH17", "Misra1a", "Misra1c", "Rat43"];

    // The other 14 of NIST's 27: public domain, as they come with lmfit/lmfit-py (NIST_STRD/*.dat), in the format of the shared ones.
    static readonly string[] s_others = ["Bennett5", "Chwirut1", "Gauss2", "Gauss3", "Hahn1", "Lanczos2", "Lanczos3", "MGH10", "Misra1b", "Misra1d", "Nelson", "Rat42", "Roszman1", "Thurber"];

    public static TheoryData<string, string> Problems()
    {
        var problems = new TheoryData<string, string>();
        foreach (var name in s_shared.Concat(s_others))
        {
            problems.Add(name, "start1");
            problems.Add(name, "start2");
        }

        return problems;
    }

    [Fact]
    public void Every_problem_of_the_folder_is_listed() =>
        Assert.Equal(TestData.Lines("nist-strd", "nist.jsonl").Select(line => line.GetProperty("name").GetString()).Order(),
            s_shared.Order());

    [Theory, MemberData(nameof(Problems))]
    public void Parameters_have_8_correct_digits_and_standard_errors_6(string name, string start)
    {
        var lines = s_others.Contains(name) ? Others() : TestData.Lines("nist-strd", "nist.jsonl");
        var line = lines.Single(l => l.GetProperty("name").GetString() == name);
        var result = Fit(line, start);
        Assert.True(result.Converged, result.Explanation);
        var certified = Numbers(line, "certified");
        for (var i = 0; i < certified.Length; i++) Assert.InRange(CorrectDigits(result.Parameters[i].Estimate, certified[i]), 8, 99);
        if (name == "Lanczos1")
        {
            // Its certified sum of squares, 1.4e-25, lies below what certified parameters of 11 digits can show.
            Assert.InRange(result.ResidualSumOfSquares, 0, 1e-20);
            return;
        }

        var errors = Numbers(line, "certifiedSd");
        for (var i = 0; i < errors.Length; i++) Assert.InRange(CorrectDigits(result.Parameters[i].StandardError, errors[i]), 6, 99);
        Assert.InRange(CorrectDigits(result.ResidualSumOfSquares, line.GetProperty("certifiedRss").GetDouble()), 8, 99);
        Assert.InRange(CorrectDigits(result.ResidualStandardDeviation, line.GetProperty("certifiedResidualSd").GetDouble()), 8, 99);
    }

    static IEnumerable<JsonElement> Others() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests/Nabla.Tests/Optimization/nist-strd-others.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    static FitResult Fit(JsonElement line, string start)
    {
        string[] columns = Strings(line, "columns"), parameters = Strings(line, "params");
        double[][] rows = [.. line.GetProperty("data").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        var data = columns.Select((column, k) => (column, rows.Select(row => row[k]).ToArray())).ToDictionary();
        var from = new OrderedDictionary<string, double>();
        foreach (var (parameter, value) in parameters.Zip(Numbers(line, start))) from.Add(parameter, value);
        return Optimize.Fit(
            Formula.Parse(line.GetProperty("model").GetString()!).Expression,
            Formula.Parse(line.GetProperty("response").GetString()!).Expression, data, from);
    }

    // The logarithm of the relative error, as NIST reports it.
    static double CorrectDigits(double estimate, double certified) =>
        estimate == certified ? 15 : -Math.Log10(Math.Abs(estimate - certified) / Math.Abs(certified));

    static double[] Numbers(JsonElement line, string member) => [.. line.GetProperty(member).EnumerateArray().Select(v => v.GetDouble())];

    static string[] Strings(JsonElement line, string member) => [.. line.GetProperty(member).EnumerateArray().Select(v => v.GetString()!)];
}
