using System.Text.RegularExpressions;

namespace Nabla.Tests.Cli;

/// <summary>Input that is no good ends with its code, a place and a cure, in a second and in bounded memory.</summary>
[Collection(nameof(Alone))]
public class BadInputTests
{
    const double MostSeconds = 1;
    const long MostBytes = 1L << 30;

    static readonly string s_nested = new string('(', 1_000_000) + "x" + new string(')', 1_000_000);

    // What was typed, the exit code, and what the message must say: its caret's column (-1 where it points at nothing).
    static readonly (string Name, string[] Args, int Exit, int Column, string Says)[] s_cases =
    [
        ("unclosed", ["derivative", "((x+1"], 3, 1, "add ')'"),
        ("unopened", ["derivative", "x+1)"], 3, 3, "remove it"),
        ("mismatched", ["derivative", "(x+1]"], 3, 4, "write ')'"),
        ("bar", ["derivative", "|x + 1"], 3, 0, "add |"),
        ("empty", ["derivative", ""], 3, 0, "write one, for example"),
        ("blank", ["derivative", "  "], 3, 0, "write one, for example"),
        ("empty brackets", ["derivative", "2x + ()"], 3, 5, "write a formula between"),
        ("unknown function", ["derivative", "2x + sim(x)"], 3, 5, "did you mean: sin"),
        ("unknown command", ["derivative", @"\frc{1}{2}"], 3, 0, @"did you mean: \frac"),
        ("missing operand", ["derivative", "2*/x"], 3, 2, "write one there"),
        ("missing at the end", ["derivative", "2x +"], 3, 4, "add a number"),
        ("two numbers", ["derivative", "2 3"], 3, 0, "write 2*3"),
        ("equation", ["derivative", "x + 1 = 3x"], 3, 6, "write =="),
        ("comma", ["derivative", "0,5x"], 3, 1, "use a point"),
        ("NUL", ["derivative", "x\0"], 3, 1, "remove it"),
        ("lone surrogate", ["derivative", "x + \uD800"], 3, 4, "remove it"),
        ("infinity", ["derivative", "∞x"], 3, 0, "write a number"),
        ("long number", ["derivative", new string('9', 100_000)], 3, 0, "exponent"),
        ("huge exponent of ten", ["derivative", "1e999999999"], 3, 0, "10^"),
        ("a megabyte of garbage", ["derivative", Garbage(1 << 20)], 3, 0, ""),
        ("a million brackets, unclosed", ["derivative", new string('(', 1_000_000)], 3, 40, "add ')'"),
        ("a million brackets", ["evaluate", s_nested, "--at", "x=2", "--quiet"], 0, -1, ""),
        ("a million brackets, derivative", ["derivative", s_nested, "--quiet"], 0, -1, ""),
        ("a tower", ["derivative", string.Join('^', Enumerable.Repeat("x", 20_000)), "--quiet"], 0, -1, ""),
        ("factorials", ["derivative", "x" + new string('!', 30_000), "--quiet"], 0, -1, ""),
        ("a million factorials in half a second", ["derivative", "x" + new string('!', 1_000_000), "--timeout", "500ms"], 6, -1, "--timeout 500ms"),
        ("a product of many in half a second", ["derivative", string.Join('*', Enumerable.Range(1, 300_000).Select(i => $"(x+{i})")), "--timeout", "500ms"], 6, -1, "--timeout 500ms"),
        ("a tower of numbers", ["evaluate", "9^9^9^9^9"], 4, -1, "infinite"),
        ("a maximum of ten thousand", ["derivative", $"max({string.Join(',', Enumerable.Repeat("x", 10_000))})", "--quiet"], 0, -1, ""),
        ("huge exponent", ["derivative", "x^(10^9)", "--quiet"], 0, -1, ""),
        ("huge exponent expanded", ["derivative", "(x+1)^(10^9)", "--simplify", "full", "--quiet"], 0, -1, ""),
        ("huge factorial", ["evaluate", "(10^9)!"], 4, -1, "infinite"),
        ("division by zero", ["evaluate", "1/0"], 4, -1, "infinite"),
        ("zero by zero", ["derivative", "0/0"], 4, -1, "not defined"),
        ("outside the domain", ["evaluate", "ln(x)", "--at", "x=-1"], 4, -1, "not defined at x = -1.0"),
        ("no value", ["evaluate", "x + y", "--at", "x=1"], 2, 4, "--at x=1.0,y=1"),
        ("the constant in capitals", ["evaluate", "2E"], 2, 1, "is written e"),
        ("pi in capitals", ["evaluate", "2Pi"], 2, 1, "write pi"),
        ("value of nothing", ["evaluate", "x", "--at", "x"], 2, -1, "x=1,y=2"),
        ("value that is none", ["evaluate", "x", "--at", "x=one"], 2, -1, "not a number"),
        ("twice the same", ["evaluate", "x", "--at", "x=1,x=2"], 2, -1, "twice"),
        ("a derivative's value", ["evaluate", "d/dx x^2", "--at", "x=3"], 2, -1, "nabla derivative"),
        ("a prime", ["derivative", "f'(x)"], 3, 1, "d/dx"),
        ("half a fraction", ["derivative", @"\frac1"], 3, 6, @"write \frac{a}{b}"),
        ("the second of two formulas", ["check", "x + 1", "2sin("], 3, 4, "2sin("),
        ("no formula", ["gradient"], 2, -1, "nabla gradient"),
        ("no two formulas", ["check"], 2, -1, "needs two formulas"),
        ("no shell", ["completion"], 2, -1, "needs a shell"),
        ("a logarithm to another base", ["derivative", "2log_b(x)"], 3, 1, "ln(x)/ln(b)"),
        ("a logarithm to base one", ["derivative", "2log_1(x)"], 3, 1, "log2(x)"),
        ("two primes", ["gradient", "y''"], 3, 1, "d/dx"),
        ("a logarithm of two", ["derivative", "log(x, 2)"], 3, 0, "ln(x)/ln(b)"),
        ("an ampersand", ["derivative", "x & y"], 3, 2, "'&'"),
        ("a derivative without a value", ["derivative", "x^2 y", "--at", "x=3"], 2, 4, "y=1"),
        ("a derivative at no number", ["explain", "x", "--at", "x="], 2, -1, "not a number"),
        ("a gradient without a value", ["gradient", "x y", "--at", "x=1"], 2, 2, "y=1"),
        ("a gradient by a stranger", ["gradient", "x", "--at", "x=1", "--var", "x,z"], 2, -1, "z does not occur"),
        ("half a fraction, unclosed", ["derivative", @"\frac{a}{b"], 3, 5, "'{' is never closed"),
        ("a bracket that is a command", ["derivative", @"2\lfloor x"], 3, 1, @"'\lfloor' is never closed"),
        ("one by zero, explained", ["explain", "1/0"], 4, -1, "infinite"),
        ("a variable that is a number", ["derivative", "x", "--var", "1"], 2, -1, "x,y"),
        ("which variable", ["derivative", "a*b"], 2, -1, "--var a"),
        ("order", ["derivative", "x", "--order", "2000000000"], 2, -1, "goes up to"),
        ("negative order", ["derivative", "x", "--order", "-1"], 2, -1, "whole number"),
        ("rate 0", ["descend", "x^2", "--from", "1", "--rate", "0"], 2, -1, "--rate 0.1"),
        ("rate NaN", ["descend", "x^2", "--from", "1", "--rate", "nan"], 2, -1, "--rate 0.1"),
        ("rate -1", ["descend", "x^2", "--from", "1", "--rate", "-1"], 2, -1, "--maximize"),
        ("rate infinite", ["descend", "x^2", "--from", "1", "--rate", "inf"], 2, -1, "--rate 0.1"),
        ("rate of backprop", ["backprop", "w^2", "--at", "w=1", "--rate", "nan", "--update", "w"], 2, -1, "--rate 0.1"),
        ("no start", ["descend", "x^2"], 2, -1, "--from 10"),
        ("start outside", ["descend", "ln(x)", "--from", "-1"], 4, -1, "nan"),
        ("start of nothing", ["descend", "x^2+y^2", "--from", "x=1"], 2, 4, "y=1"),
        ("method", ["descend", "x^2", "--from", "1", "--method", "adm"], 2, -1, "adam"),
        ("diverges", ["descend", "x^2", "--from", "10", "--rate", "1.1"], 5, -1, "--rate"),
        ("minimize without start", ["minimize", "x^2"], 2, -1, "--from 10"),
        ("minimize outside the domain", ["minimize", "ln(x)", "--from", "-1"], 4, -1, "f is nan at the start"),
        ("minimize out of iterations", ["minimize", "x^4", "--from", "1", "--epochs", "3"], 5, -1, "not converged"),
        ("minimize by no method", ["minimize", "x^2", "--from", "1", "--method", "newtn"], 2, -1, "newton"),
        ("minimize with a rate", ["minimize", "x^2", "--from", "1", "--rate", "0.1"], 2, -1, "find the length of a step themselves"),
        ("minimize at a wrong rate", ["minimize", "x^2", "--from", "1", "--method", "gd", "--rate", "0"], 2, -1, "--rate 0.1"),
        ("minimize diverging", ["minimize", "x^2", "--from", "1", "--method", "gd", "--rate", "1.1"], 5, -1, "diverging"),
        ("minimize outside bounds", ["minimize", "x^2", "--from", "5", "--bounds", "x=0..1"], 2, -1, "outside the bounds"),
        ("minimize in bounds that contradict", ["minimize", "x^2", "--from", "5", "--bounds", "x=1..0"], 2, -1, "contradict"),
        ("minimize with bounds of nothing", ["minimize", "x^2", "--from", "5", "--bounds", "q=1.."], 2, -1, "q has bounds"),
        ("minimize to a tolerance", ["minimize", "x^2", "--from", "5", "--tol", "-1"], 2, -1, "tolerance"),
        ("minimize at infinity", ["minimize", "x^2", "--from", "inf"], 2, -1, "not a finite number"),
        ("fit without data", ["fit", "a*x"], 2, -1, "--data"),
        ("two formulas", ["derivative", "x", "+1"], 2, -1, "put quotes around"),
        ("misspelled option", ["derivative", "x", "--ordr", "2"], 2, -1, "--order"),
        ("an option without meaning", ["evaluate", "x", "--at", "x=1", "--simplify", "full"], 2, -1, "means nothing to 'evaluate'"),
        ("an order for a gradient", ["gradient", "x", "--order", "2"], 2, -1, "nabla derivative"),
        ("a notation for numbers", ["backprop", "x", "--at", "x=1", "--format", "latex"], 2, -1, "does not answer in formulas"),
        ("an option of others", ["derivative", "x", "--rate", "1"], 2, -1, "belongs to descend, minimize, backprop"),
        ("a depth of nothing", ["explain", "x", "--depth", "0"], 2, -1, "1 or more"),
        ("everything held", ["descend", "x y", "--from", "2", "--at", "x=1,y=1"], 2, -1, "nothing can move"),
        ("held and moved", ["descend", "x y", "--from", "x=2", "--at", "x=1,y=1"], 2, -1, "leave it out of --at or of --from"),
        ("moved and not named", ["descend", "x y", "--var", "x", "--from", "x=2,y=1"], 2, -1, "hold it with --at y=1"),
        ("not held", ["minimize", "x y", "--var", "x", "--from", "2"], 2, 2, "--at y=1"),
        ("held and ranging", ["check", "x y", "y x", "--at", "x=1", "--range", "x=1..2"], 2, -1, "can't have a --range"),
        ("a long name without a value", ["evaluate", new string('x', 100_000), "--quiet"], 2, 0, "has no value"),
        ("misspelled verb", ["derivate", "x"], 2, -1, "derivative"),
        ("ending of a file", ["derivative", "x", "--out", "x.svg"], 2, -1, ".tex"),
        ("folder of a file", ["plot", "x", "--out", "/no/such/folder/x.svg"], 3, -1, "check that the path exists"),
        ("empty range", ["plot", "x", "--range", "x=3..-3"], 2, -1, "smaller number first"),
        ("nothing to draw", ["plot", "ln(x)", "--range", "-3..-1"], 4, -1, ""),
        ("colour", ["derivative", "x", "--color", "red"], 2, -1, "auto, always, never"),
        ("timeout", ["derivative", "x", "--timeout", "soon"], 2, -1, "2s"),
    ];

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_ends_with_its_code_a_place_and_a_cure(string name)
    {
        var (_, args, exit, column, says) = s_cases.Single(c => c.Name == name);
        ToolRun.Of(["derivative", "x^2"]);
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        var run = ToolRun.Of(args);
        var seconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        Assert.True(exit == run.Exit, $"exit {run.Exit}, not {exit}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        if (exit is 2 or 3) Assert.Equal("", run.Out);
        if (column >= 0) Assert.Equal(column, Caret(run.Error));
        Assert.All(run.Error.Split('\n'), line => Assert.True(line.Length < 2000, "a line of the message is as long as the input"));
        Assert.True(seconds <= MostSeconds, $"{seconds:0.00} s of processor time");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated <= MostBytes, "too much was allocated");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stream_goes_on_after_it(string name)
    {
        var (_, args, exit, _, _) = s_cases.Single(c => c.Name == name);
        if (args.Length < 2 || args[0] == "derivate" || args[1].AsSpan().ContainsAny('\n', '\uD800')) return;
        // What is wrong with the command itself stops the stream before it starts.
        string[] options = [.. args.Skip(2)];
        if (exit == 2 && options.Length > 0) return;
        if (options.Contains("--out") || args[0] is "plot" or "check") return;
        var run = ToolRun.Of([args[0], "-", .. options, "--json"], $"{args[1]}\n\n{args[1]}\n");
        Assert.Equal(3, run.Answers().Count());
        Assert.Equal(exit == 0 ? 3 : exit, run.Exit);
    }

    // The column of the first caret, past the indentation.
    static int Caret(string error) =>
        Regex.Match(error, @"^  ( *)\^", RegexOptions.Multiline) is { Success: true } line ? line.Groups[1].Length : -1;

    static string Garbage(int length)
    {
        var random = new Random(7);
        return string.Create(length, random, (text, r) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)r.Next(0x21, 0x7F);
            text[0] = ')';
        });
    }
}
