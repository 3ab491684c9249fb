#!/usr/bin/env python3
"""Start to exit of `nabla derivative "x^2"` against an empty .NET console program published the same way.

python3 benchmarks/start-up/run.py [runs]   rewrites benchmarks/results/start-up.md
"""
import datetime, os, pathlib, platform, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
EMPTY = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
    <PublishReadyToRun>true</PublishReadyToRun><SelfContained>false</SelfContained></PropertyGroup>
</Project>"""


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def publish(project, folder, *more):
    output("dotnet", "publish", project, "-c", "Release", "-o", folder, "-v", "q", "-nologo", *more)


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as work:
    empty = pathlib.Path(work, "Empty")
    empty.mkdir()
    (empty / "Empty.csproj").write_text(EMPTY)
    (empty / "Program.cs").write_text("return;\n")
    runtime = output("dotnet", "--info").split("RID:")[1].split()[0]
    publish(empty, f"{work}/empty", "-r", runtime)
    publish(ROOT / "src/Nabla.Cli", f"{work}/tool")
    programs = {
        "empty program": [f"{work}/empty/Empty"],
        "`nabla derivative \"x^2\"`": [f"{work}/tool/nabla", "derivative", "x^2"],
        "`nabla explain \"(2x+3)^2\"`": [f"{work}/tool/nabla", "explain", "(2x+3)^2"],
        "`nabla gradient \"3x^2+2y\" --at x=1,y=2 --json`": [f"{work}/tool/nabla", "gradient", "3x^2+2y", "--at", "x=1,y=2", "--json"],
    }
    times = {name: [] for name in programs}
    for command in programs.values():
        seconds(command)
    for _ in range(RUNS):  # interleaved, so that what else the machine does meets all alike
        for name, command in programs.items():
            times[name].append(seconds(command))
    size = sum(f.stat().st_size for f in pathlib.Path(work, "tool").iterdir() if f.suffix not in (".xml", ".pdb"))

base = statistics.median(times["empty program"])
cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
rows = "\n".join(
    f"| {name} | {statistics.median(t) * 1e3:.1f} ms | {sorted(t)[len(t) // 4] * 1e3:.1f} ms | {statistics.median(t) / base:.2f}× |"
    for name, t in times.items())
text = f"""# Start-up
`python3 benchmarks/start-up/run.py {RUNS}`, {datetime.date.today()}, .NET SDK {output("dotnet", "--version")}, {cpu}, {os.cpu_count()} cores.
From start to exit of the process, {RUNS} runs interleaved, against an empty program published the same way (framework-dependent, ReadyToRun).

| program | median | lower quartile | ratio of medians |
|---|---|---|---|
{rows}

The published tool has {size / 1e6:.1f} MB (without symbols and documentation).
"""
(ROOT / "benchmarks/results/start-up.md").write_text(text)
print(text)
