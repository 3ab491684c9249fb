using System.Diagnostics;

namespace Nabla.Tests.Cli;

/// <summary>The tool as a process of its own: what it knows only there of pipes, terminals and the environment.</summary>
[Collection(nameof(Alone))]
public class ProcessTests
{
    const string Escape = "\u001b[";

    static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "Nabla.Cli.dll");

    [Fact]
    public void A_pipe_gets_no_colors_unless_they_are_asked_for()
    {
        var (exit, output, error) = Run("dotnet", [s_tool, "explain", "(2x+3)^2"]);
        Assert.Equal(0, exit);
        Assert.DoesNotContain(Escape, output + error, StringComparison.Ordinal);
        (exit, output, _) = Run("dotnet", [s_tool, "explain", "(2x+3)^2", "--color", "always"], ("NO_COLOR", "1"));
        Assert.Equal(0, exit);
        Assert.Contains(Escape, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "TERM", "xterm-256color")]
    [InlineData(false, "NO_COLOR", "1")]
    [InlineData(false, "TERM", "dumb")]
    public void A_terminal_gets_colors_unless_it_refuses_them(bool colors, string name, string value)
    {
        // util-linux's script gives the command a terminal of its own.
        if (!File.Exists("/usr/bin/script")) Assert.Skip("This machine has no script(1) to make a terminal with.");
        var (_, output, _) = Run("script", ["-qec", $"dotnet '{s_tool}' explain '(2x+3)^2'", "/dev/null"], ("TERM", "xterm"), (name, value));
        Assert.Contains("Chain rule", output, StringComparison.Ordinal);
        Assert.Equal(colors, output.Contains(Escape + "1m", StringComparison.Ordinal) || output.Contains(Escape + "36m", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stream_comes_from_standard_input()
    {
        var (exit, output, _) = Run("dotnet", [s_tool, "derivative", "-", "--quiet"], input: "x^2\n)\nsin(x)\n");
        Assert.Equal(3, exit);
        Assert.Equal("2x\ncos(x)\n", output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(">/dev/full", 3, "stdout can't be written"), InlineData(">&-", 3, "stdout can't be written")]
    [InlineData("2>/dev/full", 0, ""), InlineData("2>&-", 0, "")]
    public void Where_stdout_takes_nothing_that_is_an_error_and_where_stderr_takes_nothing_it_is_none(string redirection, int exit, string says)
    {
        if (!File.Exists("/dev/full")) Assert.Skip("This machine has no /dev/full.");
        foreach (var arguments in (string[])["derivative 'x^2' --json", "derivative -", "descend 'x^2' --from 1 --epochs 3", "derivative --help"])
        {
            var run = Run("/bin/sh", ["-c", $"echo x | dotnet '{s_tool}' {arguments} {redirection}"], "");
            Assert.Equal((arguments, exit), (arguments, run.Exit));
            Assert.Contains(says, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ctrl_C_ends_a_stream_that_waits_for_a_line()
    {
        if (!File.Exists("/bin/kill")) Assert.Skip("This machine has no kill(1).");
        // Where the tests run in the background of a script SIGINT is ignored, which the tool would inherit.
        string[] heeding = ["--default-signal=INT"];
        string[] tool = ["dotnet", s_tool, "derivative", "-", "--quiet"];
        if (File.Exists("/usr/bin/env") && Run("/usr/bin/env", [.. heeding, "true"]).Exit == 0) tool = ["/usr/bin/env", .. heeding, .. tool];
        var start = new ProcessStartInfo(tool[0], tool[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write("x^2\n");
        process.StandardInput.Flush();
        // The answer shows that it waits for the next.
        Assert.Equal("2x", process.StandardOutput.ReadLine());
        Process.Start("/bin/kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal((130, "error: stopped by Ctrl+C"), (process.ExitCode, process.StandardError.ReadToEnd().Trim()));
    }

    static (int Exit, string Output, string Error) Run(string command, string[] arguments, params (string Name, string Value)[] environment) =>
        Run(command, arguments, "", environment);

    static (int Exit, string Output, string Error) Run(string command, string[] arguments, string input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
