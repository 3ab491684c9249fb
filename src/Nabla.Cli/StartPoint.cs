using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>Where a search begins: the variables that move with their values in --from, and those that --at holds fixed.</summary>
sealed record StartPoint(string[] Moving, double[] Start, string[] Held, double[] Values)
{
    public static StartPoint Of(Request request, ParsedFormula parsed)
    {
        if (!request.Has("from")) throw new UsageException($"'{request.Verb}' needs a start", $"nabla {request.Verb} \"x^2\" --from 10");
        var at = request.Point("at");
        var moving = WhatMoves(request, parsed, at);
        string[] held = [.. parsed.Names.Except(moving)];
        var values = parsed.Coordinates(at, held);
        if (request.Text("from")!.Contains('='))
        {
            var from = request.Point("from");
            return new(moving, parsed.Coordinates(from, moving, "from"), held, values);
        }

        if (moving.Length > 1)
            throw new UsageException($"--from needs a value for each of {Few.Of(moving)}", $"nabla {request.Verb} … --from {Few.Of([.. moving.Select(n => n + "=1")], ",")}");
        return new(moving, [request.Number("from", 0)], held, values);
    }

    // What --var names; else, in the order of --from, all that --at does not hold.
    static string[] WhatMoves(Request request, ParsedFormula parsed, IReadOnlyList<KeyValuePair<string, double>> at)
    {
        var from = request.Text("from")!.Contains('=') ? request.Point("from").Select(p => p.Key).ToArray() : [];
        var named = request.Names("var");
        var strange = from.Concat(named ?? []).Except(parsed.Names).ToArray();
        if (strange.Length > 0 && parsed.Names.Count > 0)
            throw new UsageException($"{strange[0]} does not occur in the formula", Spelling.Nearest(strange[0], parsed.Names));
        if (from.Concat(named ?? []).FirstOrDefault(n => at.Any(p => p.Key == n)) is { } both)
            throw new UsageException($"--at holds {both} fixed, so it can't move too: leave it out of --at or of {(from.Contains(both) ? "--from" : "--var")}");
        if (named is not null && from.Except(named).FirstOrDefault() is { } left)
            throw new UsageException($"--from gives {left} a start, but --var leaves it out; hold it with --at {left}=1 or name it in --var");
        string[] moving = named ?? [.. from.Union(parsed.Names.Where(n => !at.Any(p => p.Key == n)))];
        if (moving.Length > 0) return moving;
        return parsed.Names.Count == 0 ? ["x"] : throw new UsageException($"--at holds {Few.Of(parsed.Names)} fixed, so nothing can move: leave one out");
    }

    /// <summary>The formula with its variables in the order of the search, those that are held last.</summary>
    public CompiledFormula Compile(Expr formula) => CompiledFormula.Compile(formula, [.. Moving, .. Held]);

    /// <summary>The formula as a function of what moves.</summary>
    public Objective Of(CompiledFormula f)
    {
        if (Held.Length == 0) return Objective.Of(f);
        var (n, all) = (Moving.Length, f.Dimension);
        double[] point = [.. Start, .. Values], slope = new double[all];
        return new(Moving, x => f.Value(At(x)), (x, gradient) =>
        {
            var value = f.ValueAndGradient(At(x), slope);
            slope.AsSpan(0, n).CopyTo(gradient);
            return value;
        })
        {
            Hessian = (x, hessian) =>
            {
                var whole = new double[all * all];
                f.Hessian(At(x), whole);
                for (var i = 0; i < n; i++) whole.AsSpan(i * all, n).CopyTo(hessian[(i * n)..]);
            },
        };

        double[] At(ReadOnlySpan<double> x)
        {
            x.CopyTo(point);
            return point;
        }
    }
}
