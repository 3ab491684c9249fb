using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Cli.Data;

/// <summary>What a fit needs of a file: the model's columns, the response and the weights, each row with its line.</summary>
sealed class FitData
{
    const int CheckMemoryEvery = 1 << 18;

    // Measured: a fit takes room for about twice each number and each derivative that is kept; and half as much to spare.
    const long BytesPerNumber = 8 * 3;

    // Where an observation does not stand in the line below that of the one before it.
    readonly List<(int Observation, int Line)> _jumps = [];
    int _lastLine = -1;

    FitData(string path) => Path = path;

    public string Path { get; }

    /// <summary>The columns of the model, and the response.</summary>
    public Dictionary<string, double[]> Columns { get; } = [];

    public double[]? Weights { get; private set; }

    public int Count { get; private set; }

    /// <summary>The line of the file where an observation begins.</summary>
    public int Line(int observation)
    {
        var (from, line) = _jumps[_jumps.FindLastIndex(jump => jump.Observation <= observation)];
        return line + observation - from;
    }

    /// <summary>Reads the columns of the model and evaluates response and weights row by row.</summary>
    /// <param name="file">The file, not yet read.</param>
    /// <param name="predictors">The columns of the model.</param>
    /// <param name="responseName">What the response is called.</param>
    /// <param name="response">The response, a formula of columns.</param>
    /// <param name="weights">The weights, a formula of columns; or null.</param>
    /// <param name="derivatives">How many derivatives of each row the fit keeps.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DataException">A row holds what can't be fitted.</exception>
    /// <exception cref="LimitException">The rows need more memory than there is.</exception>
    public static FitData Read(
        DataFile file, IReadOnlyList<string> predictors, string responseName, Expr response, Expr? weights, int derivatives, CancellationToken cancellation)
    {
        var data = new FitData(file.Path);
        string[] names = [.. predictors.Concat(response.Variables).Concat(weights?.Variables ?? []).Distinct()];
        var (left, weight) = (CompiledFormula.Compile(response, names), weights is null ? null : CompiledFormula.Compile(weights, names));
        var columns = Enumerable.Range(0, predictors.Count + (weights is null ? 1 : 2)).Select(_ => new NumberColumn()).ToArray();
        var perRow = (columns.Length + 2L * derivatives) * BytesPerNumber;
        file.Read([.. names.Select(file.Find)], (line, values) =>
        {
            for (var k = 0; k < predictors.Count; k++) columns[k].Add(values[k]);
            columns[predictors.Count].Add(data.Finite(left.Value(values), "response", response, names, values, line, double.NegativeInfinity));
            if (weight is not null) columns[^1].Add(data.Finite(weight.Value(values), "weight", weights!, names, values, line, 0));
            data.Add(line);
            if (data.Count % CheckMemoryEvery == 0) CheckMemory(data, perRow);
        }, cancellation);
        if (data.Count == 0) throw new DataException($"{file.Path} has no rows of data", file.HasHeader ? "only a line of names is there" : null);
        for (var k = 0; k < columns.Length; k++)
        {
            var name = k < predictors.Count ? predictors[k] : responseName;
            if (weights is not null && k == columns.Length - 1) data.Weights = columns[k].TakeAll();
            else data.Columns[name] = columns[k].TakeAll();
        }

        return data;
    }

    void Add(int line)
    {
        if (line != _lastLine + 1) _jumps.Add((Count, line));
        _lastLine = line;
        Count++;
    }

    /// <summary>Columns of the model that have one value only.</summary>
    public IEnumerable<string> Constant(IEnumerable<string> predictors) =>
        Count < 2 ? [] : predictors.Where(p => !Columns[p].AsSpan().ContainsAnyExcept(Columns[p][0]));

    double Finite(double value, string what, Expr formula, string[] names, ReadOnlySpan<double> values, int line, double least)
    {
        if (double.IsFinite(value) && value >= least) return value;
        var at = new List<string>();
        for (var i = 0; i < names.Length; i++)
            if (formula.Variables.Contains(names[i])) at.Add($"{names[i]} = {NumberText.Of(values[i])}");
        throw new DataException($"{Path}, line {line}: the {what} {formula.ToText(TextStyle.Unicode)} is {NumberText.Of(value)} at {string.Join(", ", at)}",
            double.IsFinite(value) ? $"a {what} is a number of 0 or more" : "leave the line out or mend it");
    }

    static void CheckMemory(FitData data, long perRow)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (data.Count * perRow <= available) return;
        throw new LimitException($"{data.Path}: a fit to more than {data.Count} rows needs {data.Count * perRow >> 30} GB of memory, and there are {available >> 30}. Fit to a part of the rows.");
    }
}
