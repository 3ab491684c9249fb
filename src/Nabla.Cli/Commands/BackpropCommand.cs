using System.Text;
using System.Text.Json;
using Nabla.Cli.Pictures;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli.Commands;

sealed class BackpropCommand() : Verb("backprop", "forward, loss, backward, update on the graph of a formula")
{
    public override IReadOnlyList<string> Files => ["svg", "png", "json", "txt"];

    public override IReadOnlyList<string> Examples =>
        ["nabla backprop \"(sigmoid(w*x+b)-y)^2\" --at w=0.6,x=2,b=-0.2,y=1 --rate 0.5 --update w,b", "nabla backprop \"(w x - y)^2\" --at w=1,x=2,y=3 --out graph.svg"];

    public override bool SavesItsFile(OutputFile file) => file.Kind != "txt";

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var file = OutputFile.Of(request, Files);
        var parsed = request.Read(response, cancellation: cancellation);
        var point = request.Point("at");
        var update = request.Names("update") ?? [];
        if (update.Except(parsed.Names).FirstOrDefault() is { } unknown)
            throw new UsageException(
                $"--update: {unknown} does not occur in the formula", Spelling.Nearest(unknown, parsed.Names));
        string[] names = [.. point.Select(p => p.Key).Where(parsed.Names.Contains).Concat(parsed.Names).Distinct()];
        var at = parsed.Coordinates(point, names);
        var run = Backpropagation.Run(
            parsed.Expression, names, at, request.Number("rate", 0.1), update, new Budget(cancellation: cancellation));

        var text = run.ToText(request.Style()).TrimEnd('\n');
        response.Formula(_ => text, t => Painted(t, response.Ink));
        response.Result(json => Write(json, run));
        if (file is not null && SavesItsFile(file)) Save(file, run, response);
        response.EndIfUndefined(run.LossBefore, "the loss", names, at);
        for (var i = 0; i < names.Length; i++)
            response.EndIfUndefined(run.Gradient[i], $"the derivative by {names[i]}", names, at);
        if (run.LossAfter is { } after)
            response.EndIfUndefined(after, "the loss after the update", update, [.. run.Updated.Select(u => u.Value)]);
    }

    // The headings of the four steps stand at the margin.
    static string Painted(string text, Ink ink) =>
        string.Join('\n', text.Split('\n').Select(line => line.StartsWith(' ') ? line : ink.Strong(line)));

    static void Save(OutputFile file, Backpropagation run, Response response)
    {
        if (file.IsPicture) file.Save(BackpropPicture.Of(run));
        else file.Save(Json(run));
        response.Hint("wrote " + file.Path);
    }

    static string Json(Backpropagation run)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, run);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    static void Write(Utf8JsonWriter json, Backpropagation run)
    {
        json.WriteStartArray("nodes");
        foreach (var node in run.Nodes) Write(json, node);
        json.WriteEndArray();
        Write(json, "gradient", run.Names.Zip(run.Gradient, KeyValuePair.Create));
        Write(json, "updated", run.Updated);
        json.WriteDouble("loss", run.LossBefore);
        if (run.LossAfter is { } after) json.WriteDouble("lossAfter", after);
        else json.WriteNull("lossAfter");
    }

    static void Write(Utf8JsonWriter json, BackpropagationNode node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("expression", node.Expression.ToText(TextStyle.Explicit));
        json.WriteDouble("value", node.Value);
        json.WriteDouble("cotangent", node.Cotangent);
        json.WriteStartArray("operands");
        for (var k = 0; k < node.Operands.Count; k++)
        {
            json.WriteStartObject();
            json.WriteString("name", node.Operands[k].Name);
            json.WriteString("derivative", node.Derivatives[k].ToText(TextStyle.Explicit));
            json.WriteDouble("value", node.Operands[k].Partial);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, double>> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in numbers) json.WriteDouble(key, value);
        json.WriteEndObject();
    }
}
