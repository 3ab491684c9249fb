"""The minimax coefficients of the kernels: python3 minimax.py [name ...] prints them, lowest power first.

Each target is a function g with a weight w; the polynomial p of the given degree minimises max |w(t) (p(t) - g(t))|
by Remez exchange. Coefficients are rounded to double one by one from the lowest, refitting the rest after each.
The last figure printed is log2 of the error with the rounded coefficients: relative error of the function itself.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, sin, atanh, sqrt

mp.dps = 60


def remez(g, w, degree, a, b, fixed):
    """The free coefficients above those fixed, and the error."""
    k, free = len(fixed), degree + 1 - len(fixed)
    points = [(a + b) / 2 - (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * free + 2)) for i in range(free + 1)]
    grid = [a + (b - a) * (1 - cos(pi * mpf(i) / 1200)) / 2 for i in range(1201)]
    data = [(t, g(t) - sum(c * t**j for j, c in enumerate(fixed)), w(t)) for t in grid]
    for _ in range(12):
        rows, rhs = matrix(free + 1, free + 1), matrix(free + 1, 1)
        for i, t in enumerate(points):
            for j in range(free):
                rows[i, j] = w(t) * t ** (k + j)
            rows[i, free] = (-1) ** i
            rhs[i] = w(t) * (g(t) - sum(c * t**j for j, c in enumerate(fixed)))
        solution = lu_solve(rows, rhs)
        coefficients = [solution[j] for j in range(free)]
        errors = []
        for t, value, weight in data:
            p = mpf(0)
            for c in reversed(coefficients):
                p = p * t + c
            errors.append(weight * (p * t**k - value))
        extrema = []
        for i, e in enumerate(errors):
            if extrema and (errors[extrema[-1]] > 0) == (e > 0):
                if abs(e) > abs(errors[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > free + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        worst = max(abs(e) for e in errors)
        if len(extrema) < free + 1 or worst < abs(solution[free]) * mpf("1.001"):
            break
        points = [grid[i] for i in extrema]
    return coefficients, worst


def fit(g, w, degree, a, b):
    rounded = []
    for _ in range(degree + 1):
        coefficients, _ = remez(g, w, degree, a, b, rounded)
        rounded.append(mpf(float(coefficients[0])))
    grid = [a + (b - a) * mpf(i) / 2000 for i in range(2001)]
    worst = max(abs(w(t) * (sum(c * t**j for j, c in enumerate(rounded)) - g(t))) for t in grid)
    return rounded, log(worst, 2)


def squared(f):
    return lambda t: f(sqrt(t))


tiny = mpf(10) ** -12
half_ln2 = log(mpf(2)) / 2 * mpf("1.0001")
quarter = pi / 4 * mpf("1.001")
half = pi / 2 * mpf("1.0005")
s_log = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) * mpf("1.0001")


def near(f, series):
    """f away from 0 and its leading Taylor coefficients near 0, where f cancels."""
    return lambda x: f(x) if abs(x) > mpf(10) ** -8 else sum(c * x**i for i, c in enumerate(series))


exp_tail = near(lambda r: (exp(r) - 1 - r) / r**2, [mpf(1) / 2, mpf(1) / 6])
sin_tail = near(lambda r: (sin(r) - r) / r**3, [-mpf(1) / 6, 0, mpf(1) / 120])
cos_tail = near(lambda r: (cos(r) - 1 + r**2 / 2) / r**4, [mpf(1) / 24, 0, -mpf(1) / 720])
log_tail = near(lambda s: (2 * atanh(s) - 2 * s) / s**3, [mpf(2) / 3, 0, mpf(2) / 5])

targets = {
    "exp": (exp_tail, lambda r: (r**2 + mpf("0.01")) / exp(r), 9, -half_ln2, half_ln2 * mpf("1.00003")),
    "sin": (squared(sin_tail), squared(lambda r: r**3 / sin(r)), 8, tiny, half**2),
    "sin-quarter": (squared(sin_tail), squared(lambda r: r**3 / sin(r)), 5, tiny, quarter**2),
    "cos-quarter": (squared(cos_tail), squared(lambda r: r**4 / cos(r)), 5, tiny, quarter**2),
    "log": (squared(log_tail), squared(lambda s: s**3 / (2 * atanh(s))), 6, tiny, s_log**2),
}

for name in sys.argv[1:] or targets:
    coefficients, error = fit(*targets[name])
    print(f"{name}: 2^{float(error):.1f}")
    print("   ", ", ".join(repr(float(c)) for c in coefficients))
