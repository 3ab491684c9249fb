using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>A formula of parameters and columns of data with its residuals, model − response.</summary>
sealed class FitModel
{
    // Making vector code costs about as much as evaluating so many rows one by one; it pays for long columns at once, and
    // for short ones when the fit goes on.
    const int ManyRows = 512;
    const long ManyEvaluations = 50_000;

    readonly CompiledFormula _model;
    readonly double[] _response;
    readonly double[] _columns;
    readonly double[] _derivatives;
    readonly double[] _point;
    readonly double[] _gradient;
    readonly int _n;
    long _evaluated;

    public FitModel(Expr model, Expr response, IReadOnlyDictionary<string, double[]> data, IReadOnlyList<string> parameters)
    {
        var rows = Rows(data);
        CheckNames(model, response, data, parameters);
        string[] predictors = [.. model.Variables.Where(data.ContainsKey)];
        (_n, Parameters, Formula) = (parameters.Count, parameters, model);
        _model = CompiledFormula.Compile(model, [.. parameters, .. predictors]);
        _response = Evaluate(response, data, rows);
        var all = _n + predictors.Length;
        _columns = new double[all * rows];
        for (var k = 0; k < predictors.Length; k++) data[predictors[k]].CopyTo(_columns, (_n + k) * rows);
        (_derivatives, _point, _gradient) = (new double[all * rows], new double[all], new double[all]);
        Residuals = new(parameters, rows, Values, ValuesAndJacobian) { Layout = JacobianLayout.Columns, Linear = LinearIn(model, parameters) };
    }

    public IReadOnlyList<string> Parameters { get; }

    public Expr Formula { get; }

    public Residuals Residuals { get; }

    public IReadOnlyList<double> Response => _response;

    int RowCount => _response.Length;

    bool IsVectorized() => RowCount >= ManyRows || (RowCount >= 8 && (_evaluated += RowCount) > ManyEvaluations);

    void Values(ReadOnlySpan<double> x, Span<double> residuals)
    {
        if (IsVectorized())
        {
            Fill(x);
            _model.Batch(_columns, residuals);
        }
        else
        {
            x.CopyTo(_point);
            for (var i = 0; i < RowCount; i++) residuals[i] = _model.Value(Point(i));
        }

        Subtract(residuals);
    }

    void ValuesAndJacobian(ReadOnlySpan<double> x, Span<double> residuals, Span<double> jacobian)
    {
        var rows = RowCount;
        if (IsVectorized())
        {
            Fill(x);
            _model.BatchValueAndGradient(_columns, residuals, _derivatives);
            _derivatives.AsSpan(0, _n * rows).CopyTo(jacobian);
        }
        else
        {
            x.CopyTo(_point);
            for (var i = 0; i < rows; i++)
            {
                residuals[i] = _model.ValueAndGradient(Point(i), _gradient);
                for (var j = 0; j < _n; j++) jacobian[j * rows + i] = _gradient[j];
            }
        }

        Subtract(residuals);
    }

    ReadOnlySpan<double> Point(int row)
    {
        for (var k = _n; k < _point.Length; k++) _point[k] = _columns[k * RowCount + row];
        return _point;
    }

    void Fill(ReadOnlySpan<double> x)
    {
        for (var j = 0; j < _n; j++) _columns.AsSpan(j * RowCount, RowCount).Fill(x[j]);
    }

    void Subtract(Span<double> residuals)
    {
        for (var i = 0; i < residuals.Length; i++) residuals[i] -= _response[i];
    }

    static int Rows(IReadOnlyDictionary<string, double[]> data)
    {
        if (data.Count == 0) throw new OptionException("data", "There are no columns of data.");
        var (first, rows) = (data.First().Key, data.First().Value.Length);
        foreach (var (name, column) in data)
        {
            if (column.Length != rows) throw new OptionException("data", $"The column {name} has {column.Length} rows, but {first} has {rows}.");
            for (var i = 0; i < rows; i++)
                if (!double.IsFinite(column[i]))
                    throw new OptionException("data", $"{name} in row {i + 1} of the data is {NumberText.Of(column[i])}, not a finite number. Leave the row out or mend it.");
        }

        return rows > 0 ? rows : throw new OptionException("data", "The data have no rows.");
    }

    static void CheckNames(Expr model, Expr response, IReadOnlyDictionary<string, double[]> data, IReadOnlyList<string> parameters)
    {
        var used = model.Variables;
        foreach (var name in parameters)
        {
            if (data.ContainsKey(name)) throw new OptionException("start", $"{name} is a column of the data, so it can't be a parameter too.");
            if (!used.Contains(name)) throw new OptionException("start", $"The parameter {name} does not occur in the model, so no data can determine it.");
        }

        foreach (var name in used)
            if (!data.ContainsKey(name) && !parameters.Contains(name))
                throw new OptionException("start", $"{name} in the model is neither a column ({string.Join(", ", data.Keys.Take(20))}) nor has it a start. Give it one, as in {name}=1.");
        foreach (var name in response.Variables)
            if (!data.ContainsKey(name))
                throw new OptionException("response", $"{name} in the response is no column. The columns are {string.Join(", ", data.Keys.Take(20))}.");
    }

    static double[] Evaluate(Expr response, IReadOnlyDictionary<string, double[]> data, int rows)
    {
        string[] names = [.. response.Variables];
        var f = CompiledFormula.Compile(response, names);
        var (values, point) = (new double[rows], new double[names.Length]);
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < names.Length; k++) point[k] = data[names[k]][i];
            values[i] = f.Value(point);
            if (!double.IsFinite(values[i]))
                throw new OptionException("response", $"The response is {NumberText.Of(values[i])} in row {i + 1} of the data ({PointText.Of(names, point)}).");
        }

        return values;
    }

    // A largest set, in the order of the parameters, by none of whose members any member's derivative changes.
    static List<int> LinearIn(Expr model, IReadOnlyList<string> parameters)
    {
        var derivatives = model.Gradient(parameters);
        var occurs = derivatives.Select(d => d.Variables.ToHashSet()).ToArray();
        var chosen = new List<int>();
        for (var j = 0; j < parameters.Count; j++)
            if (!occurs[j].Contains(parameters[j])
                && chosen.All(k => !occurs[j].Contains(parameters[k]) && !occurs[k].Contains(parameters[j]))) chosen.Add(j);
        return chosen;
    }
}
