using Nabla.Optimization;

namespace Nabla.Cli.Commands;

sealed class DescendCommand() : Verb("descend", "gradient descent, epoch by epoch")
{
    public override IReadOnlyList<string> Files => ["csv", "json", "svg", "png", "txt"];

    public override IReadOnlyList<string> Examples =>
        ["nabla descend \"x^2\" --from 10 --rate 0.1 --epochs 20", "nabla descend \"(1-x)^2 + 100(y-x^2)^2\" --from x=-1,y=1 --method adam --rate 0.05 --epochs 2000 --out path.svg --quiet"];

    public override bool SavesItsFile(OutputFile file) => true;

    /// <summary>A descent shows how far it is.</summary>
    public override TimeSpan? Patience => null;

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var parsed = request.Read(response, cancellation: cancellation);
        var start = StartPoint.Of(request, parsed);
        var compiled = start.Compile(parsed.Expression);
        var objective = start.Of(compiled);
        var method = FirstOrderMethod.Create(request.Choice("method", [.. FirstOrderMethod.Names]), start.Moving.Length, request.Number("rate", 0.1));
        var options = new DescentOptions
        {
            Epochs = request.Count("epochs", 100),
            Tolerance = request.Has("tol") ? request.Number("tol", 0) : null,
            Maximize = request.Flag("maximize"),
        };
        var path = new DescentPath(start.Moving.Length);
        using var report = new DescentReport(request, response, EpochText.Of(objective), Files);
        var result = Descent.Run(objective, start.Start, method, options, epoch =>
        {
            path.Add(epoch);
            report.Write(epoch);
        }, cancellation);
        report.Close(path, parsed.Expression, compiled, start);
        Conclude(response, result, hasTolerance: request.Has("tol"));
    }

    static void Conclude(Response response, DescentResult result, bool hasTolerance)
    {
        response.Result(json =>
        {
            json.WriteStartObject("x");
            foreach (var (name, value) in result.X) json.WriteDouble(name, value);
            json.WriteEndObject();
            json.WriteDouble("f", result.F);
            json.WriteDouble("gradientNorm", result.GradientNorm);
            json.WriteNumber("iterations", result.Iterations);
            json.WriteNumber("evaluations", result.Evaluations);
            json.WriteString("status", result.StatusName);
            json.WriteString("explanation", result.Explanation);
        });
        switch (result.Status)
        {
            case DescentStatus.Diverged or DescentStatus.NonFinite or DescentStatus.Plateau:
                response.Warn(result.StatusName, result.Explanation);
                response.End(result is { Status: DescentStatus.NonFinite, Iterations: 0 } ? ExitCode.Undefined : ExitCode.NotConverged);
                break;
            case DescentStatus.Cancelled:
                response.Hint(result.Explanation);
                throw new OperationCanceledException();
            default:
                response.Hint(result.Explanation);
                if (hasTolerance && result.Status != DescentStatus.Converged) response.End(ExitCode.NotConverged);
                break;
        }
    }
}
