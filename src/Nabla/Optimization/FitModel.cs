using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>A formula of parameters and columns of data with its residuals, model − response.</summary>
sealed class FitModel
{
    readonly double[] _response;
    readonly Lazy<ColumnFunction> _values;
    readonly ColumnFunction _valuesAndJacobian;

    public FitModel(Expr model, Expr response, IReadOnlyDictionary<string, double[]> data, IReadOnlyList<string> parameters)
    {
        var rows = Rows(data);
        CheckNames(model, response, data, parameters);
        string[] predictors = [.. model.Variables.Where(data.ContainsKey)];
        (Parameters, Formula) = (parameters, model);
        _response = Evaluate(response, data, rows);
        double[][] columns = [.. predictors.Select(name => data[name]), _response];
        var both = ResidualAndDerivatives(model, parameters, predictors);
        _values = new(() => ColumnFunction.Of(both.WithOutputs(both.Outputs[..1]), parameters.Count, columns));
        _valuesAndJacobian = ColumnFunction.Of(both, parameters.Count, columns);
        Residuals = new(parameters, rows, (x, residuals) => _values.Value.Run(x, residuals, default), _valuesAndJacobian.Run)
        {
            Layout = JacobianLayout.Columns,
            Range = (x, from, residuals, jacobian) =>
                (jacobian.IsEmpty ? _values.Value : _valuesAndJacobian).Run(x, from, residuals.Length, residuals, jacobian),
            FindLinear = () => LinearIn(both, parameters.Count),
            IsLinear = !DependOnParameters(both, parameters.Count),
        };
    }

    public IReadOnlyList<string> Parameters { get; }

    public Expr Formula { get; }

    public Residuals Residuals { get; }

    public IReadOnlyList<double> Response => _response;

    // The residual of a row, then its derivatives by the parameters; inputs are those, the predictors and the response.
    static Code ResidualAndDerivatives(Expr model, IReadOnlyList<string> parameters, string[] predictors)
    {
        string[] names = [.. parameters, .. predictors];
        var value = Lowering.Lower([model], names, new CodeBuilder(names.Length));
        var builder = CodeBuilder.Continue(value, names.Length + 1);
        var residual = builder.Build(builder.Subtract(value.Outputs[0], builder.Input(names.Length)));
        var all = new Derivatives().Jacobian(residual);
        return all.WithOutputs(all.Outputs[..(parameters.Count + 1)]);
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
        // A column as it stands: there may be very many rows, and they were looked through.
        if (names.Length == 1 && response.Equals(Expr.Symbol(names[0]))) return data[names[0]];
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
    static List<int> LinearIn(Code residualAndDerivatives, int parameters)
    {
        var occurs = new HashSet<int>[parameters];
        for (var j = 0; j < parameters; j++) occurs[j] = InputsOf(residualAndDerivatives, residualAndDerivatives.Outputs[j + 1]);
        var chosen = new List<int>();
        for (var j = 0; j < parameters; j++)
            if (!occurs[j].Contains(j) && chosen.All(k => !occurs[j].Contains(k) && !occurs[k].Contains(j))) chosen.Add(j);
        return chosen;
    }

    // Whether a derivative changes with any parameter.
    static bool DependOnParameters(Code residualAndDerivatives, int parameters)
    {
        Span<bool> isNeeded = residualAndDerivatives.Length <= 1024 ? stackalloc bool[residualAndDerivatives.Length] : new bool[residualAndDerivatives.Length];
        foreach (var output in residualAndDerivatives.Outputs[1..]) isNeeded[output] = true;
        for (var place = isNeeded.Length - 1; place >= 0; place--)
        {
            if (!isNeeded[place]) continue;
            var instruction = residualAndDerivatives.Instructions[place];
            if (instruction.Operation == Operation.Input && instruction.First < parameters) return true;
            foreach (var operand in residualAndDerivatives.Operands(place)) isNeeded[operand] = true;
        }

        return false;
    }

    static HashSet<int> InputsOf(Code code, int output)
    {
        var inputs = new HashSet<int>();
        var isNeeded = new bool[output + 1];
        isNeeded[output] = true;
        for (var place = output; place >= 0; place--)
        {
            if (!isNeeded[place]) continue;
            if (code.Instructions[place].Operation == Operation.Input) inputs.Add(code.Instructions[place].First);
            foreach (var operand in code.Operands(place)) isNeeded[operand] = true;
        }

        return inputs;
    }
}
