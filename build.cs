#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property EnforceCodeStyleInBuild=false
#:property TreatWarningsAsErrors=false

// The commands of this repository: dotnet run build.cs -- test [--full] | arm | pack | consumer | pictures | size
using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;

switch (args)
{
    case ["test"]: return Test(full: false);
    case ["test", "--full"]: return Test(full: true);
    case ["arm"]: return Arm();
    case ["pack"]: return Pack();
    case ["consumer"]: return Pack() == 0 && Consumer() ? 0 : 1;
    case ["pictures"]: return Pictures();
    case ["size"]: return Size();
    default:
        Console.Error.WriteLine("usage: dotnet run build.cs -- test          every law for every row, in minutes");
        Console.Error.WriteLine("       dotnet run build.cs -- test --full   everything, each instruction set in a process of its own");
        Console.Error.WriteLine("       dotnet run build.cs -- arm           the tests of the kernels on an emulated ARM processor");
        Console.Error.WriteLine("       dotnet run build.cs -- pack          the packages, each to stay under a megabyte");
        Console.Error.WriteLine("       dotnet run build.cs -- consumer      a project outside the repository that uses the packed package");
        Console.Error.WriteLine("       dotnet run build.cs -- pictures      the pictures of docs/optimization.md, by the tool");
        Console.Error.WriteLine("       dotnet run build.cs -- size          lines per folder, and files past 300 lines");
        return 2;
}

static int Test(bool full)
{
    if (Run("dotnet", "build Nabla.slnx -c Release -v q -nologo", []) != 0) return 1;
    var suite = Path.Combine("artifacts", "bin", "Nabla.Tests", "release", "Nabla.Tests.dll");
    (string Name, (string, string)[] Settings)[] runs =
    [
        ("all instruction sets", []),
        ("without AVX-512", [("DOTNET_EnableAVX512", "0")]),
        ("without AVX2", [("DOTNET_EnableAVX2", "0")]),
        ("without any vector hardware", [("DOTNET_EnableHWIntrinsic", "0")]),
    ];
    int passed = 0, failed = 0, skipped = 0;
    var table = new List<string>();
    foreach (var (name, settings) in full ? runs : runs[..1])
    {
        Console.WriteLine($"== {name}");
        var log = new List<string>();
        var clock = Stopwatch.StartNew();
        var exit = Run("dotnet", suite + " -noLogo -noColor", [("NABLA_TEST", full ? "full" : ""), .. settings], log);
        var (good, bad, left) = Counts(log, exit);
        (passed, failed, skipped) = (passed + good, failed + bad, skipped + left);
        table.Add($"| {name} | {good} | {bad} | {left} | {clock.Elapsed.TotalSeconds:0} s |");
    }

    Step("packages under a megabyte", () => Pack() == 0);
    Step("a consumer of the package", Consumer);
    if (full)
    {
        Step("a consumer compiled ahead of time", Ahead);
    }

    foreach (var sample in Directory.Exists("samples") ? Directory.GetFiles("samples", "*.cs").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
    {
        // At full length the two that train must reach the accuracy that they state.
        var length = !full ? "" : Path.GetFileName(sample) switch { "train.cs" => " -- 3000", "per-example-gradients.cs" => " -- 6000", _ => "" };
        Step(sample + length, () => Run("dotnet", $"run -c Release {sample}{length}", []) == 0);
    }

    if (full) Record("full", "test --full", table, $"{passed} passed, {failed} failed, {skipped} skipped");
    Console.WriteLine(skipped == 0 ? $"{passed} passed, {failed} failed" : $"{passed} passed, {failed} failed, {skipped} skipped");
    return failed == 0 ? 0 : 1;

    void Step(string name, Func<bool> succeeds)
    {
        Console.WriteLine($"== {name}");
        var clock = Stopwatch.StartNew();
        var good = succeeds();
        if (good) passed++;
        else failed++;
        table.Add($"| {name} | {(good ? 1 : 0)} | {(good ? 0 : 1)} | 0 | {clock.Elapsed.TotalSeconds:0} s |");
    }
}

// What a run of the suite that printed these lines says of itself; one failure where it says nothing.
static (int Passed, int Failed, int Skipped) Counts(List<string> log, int exit)
{
    var total = Regex.Match(string.Join('\n', log), @"Total: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+)");
    if (!total.Success)
    {
        Console.WriteLine("The suite ended without a summary.");
        return (0, 1, 0);
    }

    int Count(int group) => int.Parse(total.Groups[group].Value);
    var bad = Count(2) + Count(3);
    return (Count(1) - Count(3) - Count(4), exit != 0 && bad == 0 ? 1 : bad, Count(4));
}

// There the tiles have other shapes than on any other processor, and all vectors are of 128 bits.
static int Arm()
{
    const string Emulator = "/usr/bin/qemu-aarch64-static", Library = "/usr/lib/aarch64-linux-gnu/libssl.so.3";
    if (!File.Exists(Emulator) || !File.Exists(Library))
    {
        Console.Error.WriteLine($"{Emulator} or {Library} is missing. On Debian: dpkg --add-architecture arm64 && apt-get update && apt-get install qemu-user-static libssl3:arm64 libstdc++6:arm64");
        return 1;
    }

    var folder = Path.Combine("artifacts", "arm");
    if (Run("dotnet", $"publish tests/Nabla.Tests -c Release -r linux-arm64 --self-contained -o {folder} -v q -nologo", []) != 0) return 1;
    var log = new List<string>();
    var clock = Stopwatch.StartNew();
    // With tiers, which exchange code while it runs, reflection failed at random under the emulator.
    var exit = Run(Emulator, Path.Combine(folder, "Nabla.Tests") + " -noLogo -noColor -namespace Nabla.Tests.Execution.Kernels",
        [("DOTNET_TieredCompilation", "0"), ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_GCHeapHardLimit", "0x100000000"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")], log);
    var (passed, failed, skipped) = Counts(log, exit);
    Record("arm", "arm", [$"| the kernels on an emulated ARM processor | {passed} | {failed} | {skipped} | {clock.Elapsed.TotalSeconds:0} s |"], $"{passed} passed, {failed} failed, {skipped} skipped");
    Console.WriteLine($"{passed} passed, {failed} failed");
    return failed == 0 ? 0 : 1;
}

// Where no code can be emitted, the interpreter does the work.
static bool Ahead()
{
    var folder = Path.Combine("artifacts", "ahead");
    return Run("dotnet", $"publish tests/Nabla.Ahead -c Release -p:AheadOfTime=true -o {folder} -v q -nologo", []) == 0
        && Run(Path.Combine(folder, OperatingSystem.IsWindows() ? "Nabla.Ahead.exe" : "Nabla.Ahead"), "", []) == 0;
}

static int Pack()
{
    const long Most = 1_000_000;
    var folder = Path.Combine("artifacts", "packages");
    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    foreach (var project in new[] { "Nabla", "Nabla.Drawing" })
        if (Run("dotnet", $"pack src/{project} -c Release -o {folder} -v q -nologo", []) != 0) return 1;
    var tooLarge = false;
    foreach (var file in new DirectoryInfo(folder).GetFiles("*.nupkg").OrderBy(f => f.Name, StringComparer.Ordinal))
    {
        Console.WriteLine($"{file.Length,9:N0} bytes  {file.Name}");
        tooLarge |= file.Length > Most;
    }

    return tooLarge ? 1 : 0;
}

// Outside the repository, whose properties a user's project does not have.
static bool Consumer()
{
    var folder = Directory.CreateTempSubdirectory("nabla-consumer-").FullName;
    try
    {
        foreach (var file in Directory.GetFiles(Path.Combine("tests", "Nabla.Consumer"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(folder, "packages"));
        foreach (var file in Directory.GetFiles(Path.Combine("artifacts", "packages"), "*.nupkg"))
            File.Copy(file, Path.Combine(folder, "packages", Path.GetFileName(file)));
        return Run("dotnet", $"run -c Release --project {folder}", []) == 0;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

// The counts of a run, for the reader of the repository.
static void Record(string name, string command, List<string> table, string total)
{
    var processor = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        : null;
    File.WriteAllText(Path.Combine("benchmarks", "results", $"{name}-test-run.md"), $"""
        # The last {name} test run
        `dotnet run build.cs -- {command}`, {DateTime.UtcNow:yyyy-MM-dd}, .NET {Environment.Version}, {processor ?? "unknown processor"}, {Environment.ProcessorCount} cores with vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits.

        | run | passed | failed | skipped | time |
        |---|---|---|---|---|
        {string.Join('\n', table)}

        {total}

        """.ReplaceLineEndings("\n"));
}

static int Pictures()
{
    if (Run("dotnet", "build src/Nabla.Cli -c Release -v q -nologo", []) != 0) return 1;
    var tool = Path.Combine("artifacts", "bin", "Nabla.Cli", "release", "Nabla.Cli.dll");
    (string Name, string F, string From, string Range, string[] Ways)[] pictures =
    [
        ("rosenbrock", "(1-x)^2 + 100(y-x^2)^2", "x=-1.2,y=1", "x=-1.6..1.4,y=-0.6..2", ["gd --rate 0.002 --epochs 3000", "adam --rate 0.05 --epochs 3000", "newton"]),
        ("saddle", "x^2 - y^2 + y^4/4", "x=1.5,y=0.001", "x=-1.2..1.8,y=-0.4..1.9", ["gd --rate 0.1", "momentum --rate 0.05", "newton"]),
    ];
    foreach (var (name, f, from, range, ways) in pictures)
    {
        var paths = ways.Select(way => Path.Combine("artifacts", way.Split(' ')[0] + ".csv")).ToArray();
        // A search that is not finished (exit 5) is still a path.
        for (var i = 0; i < ways.Length; i++)
            if (Run("dotnet", $"{tool} minimize \"{f}\" --from {from} --method {ways[i]} --quiet --out {paths[i]}", []) is not (0 or 5)) return 1;
        if (Run("dotnet", $"{tool} plot \"{f}\" --range {range} --path {string.Join(',', paths)} --out docs/pictures/{name}.svg", []) != 0) return 1;
    }

    return Run("dotnet", $"{tool} fit \"b1*(1-exp(-b2*x))\" --data tests/fixtures/misra1a.csv --response y --start b1=500,b2=0.0001 --out docs/pictures/fit.svg", []);
}

static int Size()
{
    foreach (var folder in new[] { "src", "tests", "benchmarks" }.Where(Directory.Exists))
    {
        foreach (var group in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).GroupBy(Path.GetDirectoryName).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{group.Sum(f => File.ReadLines(f).Count()),7} {group.Key}");
            foreach (var file in group.Where(f => File.ReadLines(f).Count() > 300)) Console.WriteLine($"{File.ReadLines(file).Count(),7}   {file}");
        }
    }

    return 0;
}

static int Run(string command, string arguments, (string Name, string Value)[] environment, List<string>? log = null)
{
    var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true };
    foreach (var (name, value) in environment) start.Environment[name] = value;
    using var process = Process.Start(start)!;
    while (process.StandardOutput.ReadLine() is { } line)
    {
        log?.Add(line);
        Console.WriteLine(line);
    }

    process.WaitForExit();
    return process.ExitCode;
}
