using System.Text.Json;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class GradientCommand() : Verb("gradient", "the partial derivatives and the gradient of a formula", "grad")
{
    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var point = request.Point("at");
        var by = request.Names("var") ?? [.. point.Select(p => p.Key).Where(parsed.Names.Contains).Concat(parsed.Names).Distinct()];
        if (by.Length == 0) throw new UsageException("the formula has no variable to differentiate by", "nabla gradient \"x^2 + y\"");
        var budget = new Budget(cancellation: cancellation);
        var level = request.Level();
        var partials = parsed.Expression.Gradient(by, level, budget);
        Partials(request, response, by, partials);
        if (request.Has("at")) AtPoint(request, response, parsed, by, partials);
        else if (request.Flag("hessian")) Hessian(request, response, parsed.Expression, by, level, budget);
    }

    static void Partials(Request request, Response response, string[] by, Expr[] partials)
    {
        var (d, nabla) = request.Flag("ascii") ? ("d", "grad ") : ("∂", "∇");
        var written = partials.Select(request.Write).ToArray();
        for (var i = 0; i < by.Length; i++) response.Line($"{d}f/{d}{by[i]} = {written[i]}");
        if (written.Sum(w => w.Length) <= 1000) response.Line($"{nabla}f = ({string.Join(", ", written)})");
        response.Result(json =>
        {
            json.WriteStartObject("partials");
            for (var i = 0; i < by.Length; i++) json.WriteString(by[i], partials[i].ToText(TextStyle.Explicit));
            json.WriteEndObject();
        });
    }

    static void AtPoint(Request request, Response response, ParsedFormula parsed, string[] by, Expr[] partials)
    {
        string[] variables = [.. by, .. parsed.Names.Except(by)];
        var x = Reading.Coordinates(request.Point("at"), [.. variables.Where(v => parsed.Names.Contains(v) || request.Point("at").Any(p => p.Key == v))]);
        if (x.Length < variables.Length) throw new UsageException($"{variables[x.Length..][0]} does not occur in the formula and has no value");
        var f = CompiledFormula.Compile(parsed.Expression, variables);
        var gradient = new double[x.Length];
        var value = f.ValueAndGradient(x, gradient);
        var nabla = request.Flag("ascii") ? "grad " : "∇";
        response.Line($"f{PointNumbers.Tuple(x)} = {NumberText.Of(value)}");
        response.Line($"{nabla}f{PointNumbers.Tuple(x)} = {PointNumbers.Tuple(gradient[..by.Length])}");
        response.Result(json =>
        {
            json.WriteDouble("value", value);
            json.WriteStartObject("gradient");
            for (var i = 0; i < by.Length; i++) json.WriteDouble(by[i], gradient[i]);
            json.WriteEndObject();
        });
        for (var i = 0; i < by.Length; i++) response.WarnIfDifferent($"the derivative by {by[i]}", partials[i], variables, x, gradient[i]);
        if (request.Flag("hessian")) HessianAt(request, response, f, by.Length, x);
        response.EndIfUndefined(value, "the value", variables, x);
        for (var i = 0; i < by.Length; i++) response.EndIfUndefined(gradient[i], $"the derivative by {by[i]}", variables, x);
    }

    static void HessianAt(Request request, Response response, CompiledFormula f, int count, double[] x)
    {
        var hessian = new double[x.Length * x.Length];
        f.Hessian(x, hessian);
        for (var i = 0; i < count; i++) response.Line($"{(i == 0 ? "H = " : "    ")}{PointNumbers.Tuple(hessian.AsSpan(i * x.Length, count).ToArray())}");
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

    static void Hessian(Request request, Response response, Expr f, string[] by, SimplifyLevel level, Budget budget)
    {
        var hessian = f.Hessian(by, level, budget);
        var d = request.Flag("ascii") ? "d" : "∂";
        var square = request.Flag("ascii") ? "^2" : "²";
        for (var i = 0; i < by.Length; i++)
            for (var j = i; j < by.Length; j++)
                response.Line($"{d}{square}f/{(i == j ? $"{d}{by[i]}{square}" : $"{d}{by[i]}{d}{by[j]}")} = {request.Write(hessian[i, j])}");
        response.Result(json => WriteFormulas(json, hessian, by.Length));
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
