"""SciPy on the problems of MinimizeBenchmark: one JSON object a line in, one out.

in:  {"id", "n", "f", "g", "h": Python expressions of x in the names of "vars", "r", "j" for residuals or null, "x0"}
out: {"id", "method": [f, iterations, evaluations, milliseconds] ...}
The expressions are our compiled formulas and derivatives as text: both sides use the same derivatives.
"""
import json
import math
import sys
import time
import warnings
import numpy as np
from scipy.optimize import minimize, least_squares

warnings.filterwarnings("ignore")
NAMES = {name: getattr(math, name) for name in ("exp", "log", "sin", "cos", "tan", "sqrt", "atan", "fabs")}
NAMES |= {"sign": lambda x: (x > 0) - (x < 0), "pi": math.pi, "e": math.e, "abs": abs}


def function(names, body, shape=None):
    code = compile(f"lambda {', '.join(names)}: {body}", "formula", "eval")
    call = eval(code, NAMES)

    def at(x):
        try:
            value = call(*map(float, x))
        except (OverflowError, ValueError, ZeroDivisionError):
            return math.inf if shape is None else np.full(shape, math.nan)
        return value if shape is None else np.array(value, dtype=float).reshape(shape)
    return at


for line in sys.stdin:
    p = json.loads(line)
    n, names, x0 = len(p["vars"]), p["vars"], np.array(p["x0"], dtype=float)
    f, g, h = function(names, p["f"]), function(names, p["g"], (n,)), function(names, p["h"], (n, n))
    out = {"id": p["id"]}
    for method, options in (("BFGS", {"jac": g}), ("L-BFGS-B", {"jac": g}), ("trust-exact", {"jac": g, "hess": h})):
        try:
            begin = time.perf_counter()
            r = minimize(f, x0, method=method, **options)
            out[method] = [float(r.fun), int(r.nit), int(r.nfev), 1e3 * (time.perf_counter() - begin)]
        except Exception as fault:
            out[method] = [math.nan, 0, 0, 0.0]
    if p["r"] is not None:
        m = p["m"]
        r, j = function(names, p["r"], (m,)), function(names, p["j"], (m, n))
        try:
            begin = time.perf_counter()
            s = least_squares(r, x0, jac=j)
            out["least_squares"] = [float(2 * s.cost), int(s.njev), int(s.nfev), 1e3 * (time.perf_counter() - begin)]
        except Exception as fault:
            out["least_squares"] = [math.nan, 0, 0, 0.0]
    print(json.dumps(out), flush=True)
