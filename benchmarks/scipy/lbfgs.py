"""SciPy's L-BFGS-B on Rosenbrock's function with a NumPy gradient: name, n, f at the end, iterations, evaluations, seconds.

usage: lbfgs.py TARGET RUNS N ...   The run ends as soon as f <= TARGET, as ours does.
"""
import sys
import time
import numpy as np
from scipy.optimize import minimize


class Reached(Exception):
    pass


def extended(x):
    a, b = x[0::2], x[1::2]
    t = b - a * a
    u = 1 - a
    g = np.empty_like(x)
    g[0::2] = -400 * a * t - 2 * u
    g[1::2] = 200 * t
    return 100 * np.dot(t, t) + np.dot(u, u), g


def chained(x):
    a, b = x[:-1], x[1:]
    t = b - a * a
    u = 1 - a
    g = np.zeros_like(x)
    g[:-1] = -400 * a * t - 2 * u
    g[1:] += 200 * t
    return 100 * np.dot(t, t) + np.dot(u, u), g


def run(f, n, target):
    x0 = np.tile([-1.2, 1.0], n // 2)
    seen = [0, 0.0]

    def counted(x):
        seen[0] += 1
        value, g = f(x)
        seen[1] = value
        return value, g

    steps = [0]

    def callback(x):
        steps[0] += 1
        if seen[1] <= target:
            raise Reached

    begin = time.perf_counter()
    try:
        minimize(counted, x0, jac=True, method="L-BFGS-B", callback=callback,
                 options={"maxcor": 10, "maxiter": 100000, "maxfun": 1000000, "ftol": 0, "gtol": 0, "maxls": 50})
    except Reached:
        pass
    return seen[1], steps[0], seen[0], time.perf_counter() - begin


target, runs = float(sys.argv[1]), int(sys.argv[2])
for n in map(int, sys.argv[3:]):
    for name, f in (("extended", extended), ("chained", chained)):
        if name == "chained" and n > 1000:
            continue
        done = [run(f, n, target) for _ in range(runs if n > 1000 else 5 * runs)]
        done.sort(key=lambda r: r[3])
        f_end, steps, evaluations, seconds = done[len(done) // 2]
        print(name, n, repr(f_end), steps, evaluations, repr(seconds), flush=True)
