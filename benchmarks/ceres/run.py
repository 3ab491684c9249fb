#!/usr/bin/env python3
"""The final costs of samples/bundle-adjustment.cs and of Ceres on the same files.

python3 benchmarks/ceres/run.py [CAMERAS POINTS OBSERVATIONS]...   rewrites benchmarks/results/bundle-adjustment.md
Needs g++ and Debian's libceres-dev. The last default has the counts of ADBench's ba1 and takes minutes.
"""
import datetime, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENES = [("8", "150", "620"), ("21", "1000", "4000"), ("49", "7776", "31843")]
given = sys.argv[1:]
scenes = [tuple(given[i:i + 3]) for i in range(0, len(given), 3)] or SCENES


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


rows, is_same = [], True
with tempfile.TemporaryDirectory() as work:
    solver = f"{work}/bundle_adjustment"
    source = pathlib.Path(__file__).with_name("bundle_adjustment.cpp")
    subprocess.run(["g++", "-O2", "-std=c++17", "-I/usr/include/eigen3", source, "-o", solver, "-lceres", "-lglog"], check=True)
    for scene in scenes:
        file = f"{work}/{'-'.join(scene)}.txt"
        ours = output("dotnet", "run", "-c", "Release", ROOT / "samples/bundle-adjustment.cs", "--", *scene, file)
        start, cost, steps = re.search(r"sum of squares (\S+) -> (\S+) in (\d+)", ours).groups()
        their_start, their_cost, their_steps, _ = output(solver, file).split()
        apart = abs(float(cost) - float(their_cost)) / float(their_cost)
        is_same &= apart <= 1e-6 and abs(float(start) / float(their_start) - 1) <= 1e-12
        rows.append(f"| {' | '.join(scene)} | {float(start):.12g} | {float(cost):.15g} | {float(their_cost):.15g} | {apart:.1e} | {steps} | {their_steps} |")

version = output("dpkg-query", "-W", "-f", "${Version}", "libceres-dev")
table = f"""# Bundle adjustment beside Ceres

The scenes of `samples/bundle-adjustment.cs`, made from its seed and solved by it and by Ceres {version}
(`benchmarks/ceres/bundle_adjustment.cpp`: its own derivatives, dense Schur complement, all tolerances 1e-15) from the same file.
Costs are sums of squares; steps are those accepted. Both have to agree to 1e-6. Speed is not compared here.

| cameras | points | observations | at the start | Nabla | Ceres | relative difference | steps of Nabla | steps of Ceres |
|---|---|---|---|---|---|---|---|---|
""" + "\n".join(rows) + f"\n\nMade on {datetime.date.today()} by `python3 benchmarks/ceres/run.py`.\n"
(ROOT / "benchmarks/results/bundle-adjustment.md").write_text(table)
print(table)
sys.exit(0 if is_same else 1)
