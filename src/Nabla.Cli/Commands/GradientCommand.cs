using System.Text.Json;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class GradientCommand() : Verb("gradient", "the partial derivatives and the gradient of a formula", "grad")
{
    const int LargestInOneLine = 250;

    public override IReadOnlyList<string> Examples =>
        ["nabla gradient \"3x^2 + 2y\" --at x=1,y=2", "nabla gradient \"x^2 y\" --hessian", "nabla gradient \"a x + b\" --var a,b --format latex"];

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var point = request.Point("at");
        var by = request.Names("var") ?? [.. point.Select(p => p.Key).Where(parsed.Names.Contains).Concat(parsed.Names).Distinct()];
        if (by.Length == 0) throw new UsageException("the formula has no variable to differentiate by", "nabla gradient \"x^2 + y\"");
        string[] variables = [.. by, .. parsed.Names.Except(by)];
        var x = request.Has("at") ? Coordinates(parsed, point, variables) : null;
        var budget = new Budget(cancellation: cancellation);
        var level = request.Level();
        var partials = parsed.Expression.Gradient(by, level, budget);
        Partials(response, parsed.Names, by, partials);
        response.EndIfUndefined(request, parsed, budget);
        if (x is not null) AtPoint(request, response, parsed, variables, by.Length, x, partials);
        else if (request.Flag("hessian")) Hessian(response, parsed, by, level, budget);
    }

    static void Partials(Response response, IReadOnlyList<string> names, string[] by, Expr[] partials)
    {
        foreach (var (name, partial) in by.Zip(partials)) response.Formula(notation => notation.Partial(name, partial, names));
        if (partials.Sum(p => (double)p.TreeSize) <= LargestInOneLine) response.Formula(notation => notation.Gradient(partials));
        response.Result(json =>
        {
            json.WriteStartObject("partials");
            for (var i = 0; i < by.Length; i++) json.WriteString(by[i], partials[i].ToText(TextStyle.Explicit));
            json.WriteEndObject();
        });
    }

    static double[] Coordinates(ParsedFormula parsed, IReadOnlyList<KeyValuePair<string, double>> point, string[] variables) =>
        variables.FirstOrDefault(v => !parsed.Names.Contains(v) && point.All(p => p.Key != v)) is { } stranger
            ? throw new UsageException($"{stranger} does not occur in the formula and has no value")
            : parsed.Coordinates(point, variables);

    static void AtPoint(Request request, Response response, ParsedFormula parsed, string[] variables, int count, double[] x, Expr[] partials)
    {
        var by = variables[..count];
        var f = CompiledFormula.Compile(parsed.Expression, variables);
        var gradient = new double[x.Length];
        var value = f.ValueAndGradient(x, gradient);
        response.Formula(notation => notation.Value("f", x, value));
        response.Formula(notation => notation.Row("∇f", x, gradient[..by.Length]));
        response.Result(json =>
        {
            json.WriteDouble("value", value);
            json.WriteStartObject("gradient");
            for (var i = 0; i < by.Length; i++) json.WriteDouble(by[i], gradient[i]);
            json.WriteEndObject();
        });
        for (var i = 0; i < by.Length; i++) response.WarnIfDifferent($"the derivative by {by[i]}", partials[i], variables, x, gradient[i]);
        if (request.Flag("hessian")) HessianAt(request, response, f, by.Length, x);
        response.EndIfUndefined(value, "the value", variables, x, parsed.Expression);
        for (var i = 0; i < by.Length; i++) response.EndIfUndefined(gradient[i], $"the derivative by {by[i]}", variables, x);
    }

    static void HessianAt(Request request, Response response, CompiledFormula f, int count, double[] x)
    {
        var hessian = new double[x.Length * x.Length];
        f.Hessian(x, hessian);
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => hessian[(i * x.Length)..(i * x.Length + count)])];
        response.Formula(notation => notation.Matrix("H", rows));
        response.Result(json =>
        {
            json.WriteStartArray("hessian");
            for (var i = 0; i < count; i++)
            {
                json.WriteStartArray();
                for (var j = 0; j < count; j++) json.WriteDouble(hessian[i * x.Length + j]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }

    static void Hessian(Response response, ParsedFormula parsed, string[] by, SimplifyLevel level, Budget budget)
    {
        var hessian = parsed.Expression.Hessian(by, level, budget);
        var names = parsed.Names;
        for (var i = 0; i < by.Length; i++)
            for (var j = i; j < by.Length; j++)
                Second(i, j);
        response.Result(json => WriteFormulas(json, hessian, by.Length));

        void Second(int i, int j) => response.Formula(notation => notation.SecondPartial(by[i], by[j], hessian[i, j], names));
    }

    static void WriteFormulas(Utf8JsonWriter json, Expr[,] hessian, int n)
    {
        json.WriteStartArray("hessian");
        for (var i = 0; i < n; i++)
        {
            json.WriteStartArray();
            for (var j = 0; j < n; j++) json.WriteStringValue(hessian[i, j].ToText(TextStyle.Explicit));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
