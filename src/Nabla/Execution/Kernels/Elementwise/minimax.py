"""The minimax coefficients of the kernels: python3 minimax.py [name ...] prints them, lowest power first.

Each target is a function g with a weight w; the polynomial p of the given degree minimises max |w(t) (p(t) - g(t))|
by Remez exchange. Coefficients are rounded to double (those of names ending in -single to float) one by one from the lowest, refitting the
rest after each.
The last figure printed is log2 of the error with the rounded coefficients: relative error of the function itself.

python3 minimax.py erf-table > ErfTable.cs writes the table of erf, erf-steps fits the polynomials between its rows.
"""
import struct
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, sin, atanh, sqrt, asin, atan, erf, erfc, cbrt, expm1, log1p

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


def single(c):
    return struct.unpack("f", struct.pack("f", float(c)))[0]


def fit(g, w, degree, a, b, to=float):
    rounded = []
    for _ in range(degree + 1):
        coefficients, _ = remez(g, w, degree, a, b, rounded)
        rounded.append(mpf(to(coefficients[0])))
    grid = [a + (b - a) * mpf(i) / 2000 for i in range(2001)]
    worst = max(abs(w(t) * (sum(c * t**j for j, c in enumerate(rounded)) - g(t))) for t in grid)
    return rounded, log(worst, 2)


def squared(f):
    return lambda t: f(sqrt(t))


tiny = mpf(10) ** -12
half_ln2 = log(mpf(2)) / 2 * mpf("1.0001")
quarter = pi / 4 * mpf("1.001")
s_log = mpf("0.20001")


def near(f, series):
    """f away from 0 and its leading Taylor coefficients near 0, where f cancels."""
    return lambda x: f(x) if abs(x) > mpf(10) ** -8 else sum(c * x**i for i, c in enumerate(series))


exp_tail = near(lambda r: (exp(r) - 1 - r) / r**2, [mpf(1) / 2, mpf(1) / 6])
sin_tail = near(lambda r: (sin(r) - r) / r**3, [-mpf(1) / 6, 0, mpf(1) / 120])
cos_tail = near(lambda r: (cos(r) - 1 + r**2 / 2) / r**4, [mpf(1) / 24, 0, -mpf(1) / 720])
log_tail = near(lambda s: (2 * atanh(s) - 2 * s) / s**3, [mpf(2) / 3, 0, mpf(2) / 5])

asin_tail = near(lambda x: (asin(x) - x) / x**3, [mpf(1) / 6, 0, mpf(3) / 40])
atan_tail = near(lambda x: (atan(x) - x) / x**3, [-mpf(1) / 3, 0, mpf(1) / 5])
erf_tail = near(lambda x: (erf(x) - x) / x, [2 / sqrt(pi) - 1])
log_tail5 = near(lambda s: (2 * atanh(s) - 2 * s - 2 * s**3 / 3) / s**5, [mpf(2) / 5, 0, mpf(2) / 7])

# erfc(a) = exp(-a^2) g(t) / (k + 2ka) with t = (a - 3) / (a + 3), from a = 0.75 on. Interpolated at Chebyshev's
# points, since exchange steps wander on a function this flat.
# k makes g's first coefficient and sqrt(2) k, for arguments of x / sqrt(2), almost doubles.
k = mpf("1.283203125")


def erfc_scaled(t):
    a = 3 * (1 + t) / (1 - t)
    return k * (1 + 2 * a) * exp(a * a) * erfc(a)


def interpolate(g, w, degree, a, b, to=float):
    points = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * degree + 2)) for i in range(degree + 1)]
    rows = matrix([[t**j for j in range(degree + 1)] for t in points])
    rounded = [mpf(to(c)) for c in lu_solve(rows, matrix([g(t) for t in points]))]
    grid = [a + (b - a) * mpf(i) / 2000 for i in range(2001)]
    return rounded, log(max(abs(w(t) * (sum(c * t**j for j, c in enumerate(rounded)) - g(t))) for t in grid), 2)


ln2 = log(mpf(2)) / 2 * mpf("1.0001")
quarter = pi / 4 * mpf("1.001")
s_log = mpf("0.20001")


def near(f, series):
    """f away from 0 and its leading Taylor coefficients near 0, where f cancels."""
    return lambda x: f(x) if abs(x) > mpf(10) ** -8 else sum(c * x**i for i, c in enumerate(series))


exp_tail = near(lambda r: (exp(r) - 1 - r) / r**2, [mpf(1) / 2, mpf(1) / 6])
sin_tail = near(lambda r: (sin(r) - r) / r**3, [-mpf(1) / 6, 0, mpf(1) / 120])
cos_tail = near(lambda r: (cos(r) - 1 + r**2 / 2) / r**4, [mpf(1) / 24, 0, -mpf(1) / 720])
log_tail = near(lambda s: (2 * atanh(s) - 2 * s) / s**3, [mpf(2) / 3, 0, mpf(2) / 5])

asin_tail = near(lambda x: (asin(x) - x) / x**3, [mpf(1) / 6, 0, mpf(3) / 40])
atan_tail = near(lambda x: (atan(x) - x) / x**3, [-mpf(1) / 3, 0, mpf(1) / 5])
erf_tail = near(lambda x: (erf(x) - x) / x, [2 / sqrt(pi) - 1])
log_tail5 = near(lambda s: (2 * atanh(s) - 2 * s - 2 * s**3 / 3) / s**5, [mpf(2) / 5, 0, mpf(2) / 7])

# erfc(a) = exp(-a^2) g(t) / (k + 2ka) with t = (a - 3) / (a + 3), from a = 0.75 on. Interpolated at Chebyshev's
# points, since exchange steps wander on a function this flat.
# k makes g's first coefficient and sqrt(2) k, for arguments of x / sqrt(2), almost doubles.
k = mpf("1.283203125")


def erfc_scaled(t):
    a = 3 * (1 + t) / (1 - t)
    return k * (1 + 2 * a) * exp(a * a) * erfc(a)


def interpolate(g, w, degree, a, b, to=float):
    points = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * degree + 2)) for i in range(degree + 1)]
    rows = matrix([[t**j for j in range(degree + 1)] for t in points])
    rounded = [mpf(to(c)) for c in lu_solve(rows, matrix([g(t) for t in points]))]
    grid = [a + (b - a) * mpf(i) / 2000 for i in range(2001)]
    return rounded, log(max(abs(w(t) * (sum(c * t**j for j, c in enumerate(rounded)) - g(t))) for t in grid), 2)


def remez_rounded(g, w, degree, a, b, to=float):
    """Remez with all coefficients rounded at once: for weights so steep that higher ones hardly count."""
    coefficients, _ = remez(g, w, degree, a, b, [])
    rounded = [mpf(to(c)) for c in coefficients]
    grid = [a + (b - a) * mpf(i) / 2000 for i in range(2001)]
    return rounded, log(max(abs(w(t) * (sum(c * t**j for j, c in enumerate(rounded)) - g(t))) for t in grid), 2)


ln2 = log(mpf(2))
exp2_tail = near(lambda f: (mpf(2) ** f - 1) / f, [ln2, ln2**2 / 2])
half_expm1_tail = near(lambda r: (expm1(2 * r) / 2 - r) / r**2, [mpf(1), mpf(2) / 3])
log1p_tail = near(lambda f: (log1p(f) - f) / f**2, [-mpf(1) / 2, mpf(1) / 3])


def normal_tail(t):
    """(b + 4) e^(b^2/2) times the normal distribution function at -b, for t = (b - 4) / (b + 4)."""
    b = 4 * (1 + t) / (1 - t)
    return (b + 4) * exp(b * b / 2) * erfc(b / sqrt(mpf(2))) / 2


def erfc_log2(a):
    return -log(erfc(a), 2)


targets = {
    "exp": (exp_tail, lambda r: (r**2 + mpf("0.01")) / exp(r), 9, -half_ln2, half_ln2 * mpf("1.00003")),
    "sin": (squared(sin_tail), squared(lambda r: r**3 / sin(r)), 5, tiny, quarter**2),
    "cos": (squared(cos_tail), squared(lambda r: r**4 / cos(r)), 5, tiny, quarter**2),
    "log-power": (squared(log_tail5), squared(lambda s: s**5 / (2 * atanh(s))), 7, tiny, s_log**2),
    "asin": (squared(asin_tail), squared(lambda x: x**3 / asin(x)), 11, tiny, mpf("0.2501")),
    "atan": (squared(atan_tail), squared(lambda x: x**3 / atan(x)), 10, tiny, (sqrt(mpf(2)) - 1) ** 2 * mpf("1.0001")),
    "erf": (squared(erf_tail), squared(lambda x: x / erf(x)), 12, tiny, mpf("1.0001")),
    "erfc": (erfc_scaled, lambda t: 1 / erfc_scaled(t), 21, mpf("-0.6001"), mpf("0.8065")),
    "cbrt": (lambda m: 1 / cbrt(m), cbrt, 3, mpf("0.7499"), mpf("1.5001")),
    "log": (squared(log_tail), squared(lambda s: s**3 / (2 * atanh(s))), 6, tiny, s_log**2),
    "exp2-single": (exp2_tail, lambda f: f / mpf(2) ** f, 5, mpf("-0.5001"), mpf("0.50011")),
    "tanh-single": (half_expm1_tail, lambda r: r**2 / (abs(expm1(2 * r)) / 2 + mpf("1e-9")), 4, -half_ln2 / 2, half_ln2 / 2 * mpf("1.00003")),
    "sin-single": (squared(sin_tail), squared(lambda r: r**3 / sin(r)), 3, tiny, (pi / 2 * mpf("1.005")) ** 2),
    "log-single": (log1p_tail, lambda f: f**2 / (abs(log1p(f)) + mpf("1e-9")), 8, mpf("-0.25001"), mpf("0.50001")),
    "erf-single": (squared(erf_tail), squared(lambda x: x / erf(x)), 5, tiny, mpf("0.7232")),
    "erfc-single": (erfc_log2, lambda a: erfc(a), 6, mpf("0.85"), mpf("4.0001")),
    "gelu-single": (normal_tail, lambda t: 1 / normal_tail(t), 9, mpf("-1"), mpf("0.57")),
}

ERF_TABLE = """namespace Nabla.Execution.Kernels;

/// <summary>erf and its derivative at the multiples of 1/64, written by minimax.py.</summary>
static class ErfTable
{{
    /// <summary>
    /// For each r = i/64: erf r to 44 binary places, what is missing of it, the derivative 2/√π·e^(−r²), and the same less 1.
    /// </summary>
    public static ReadOnlySpan<double> Rows =>
    [
{}
    ];
}}"""


def erf_row(r):
    coarse = mpf(int(erf(r) * 2**44 + mpf("0.5"))) / 2**44
    slope = 2 / sqrt(pi) * exp(-r * r)
    return "        " + ", ".join(repr(float(c)) for c in (coarse, erf(r) - coarse, slope, slope - 1)) + ","


# erf(r + d) = erf r + d slope (1 + s) with s the sum of c (rd)^i d^2j over these (i, j), |d| <= 1/128. Its first terms are
# known; the others are fitted, by least squares in units in the last place of the result.
ERF_KNOWN = {(1, 0): -mpf(1), (2, 0): mpf(2) / 3, (0, 1): -mpf(1) / 3}
ERF_FREE = [(3, 0), (4, 0), (5, 0), (1, 1), (2, 1), (3, 1), (0, 2), (1, 2), (0, 3)]


def fit_erf_steps():
    rows = []
    for i in [*range(12), *range(12, 384, 8)]:
        for part in (-10, -8, -5, 5, 8, 10):
            r, d = mpf(i) / 64, mpf(part) / 1280
            if r + d <= 0:
                continue
            slope, y = 2 / sqrt(pi) * exp(-r * r), erf(r + d)
            weight = slope * d / y * 2**53
            known = sum(c * (r * d) ** a * d ** (2 * b) for (a, b), c in ERF_KNOWN.items())
            rows.append([weight * (r * d) ** a * d ** (2 * b) for a, b in ERF_FREE] + [weight * ((y - erf(r)) / (slope * d) - 1 - known)])
    left, right = matrix([row[:-1] for row in rows]), matrix([row[-1] for row in rows])
    return lu_solve(left.T * left, left.T * right)


if sys.argv[1:] == ["erf-table"]:
    print(ERF_TABLE.format("\n".join(erf_row(mpf(i) / 64) for i in range(512))))
    sys.exit()

if sys.argv[1:] == ["erf-steps"]:
    for powers, c in zip(ERF_FREE, fit_erf_steps()):
        print(powers, repr(float(c)))
    sys.exit()

for name in sys.argv[1:] or targets:
    to = single if name.endswith("-single") else float
    way = interpolate if name in ("erfc", "gelu-single") else fit
    coefficients, error = way(*targets[name], to)
    print(f"{name}: 2^{float(error):.1f}")
    print("   ", ", ".join(repr(float(c)) for c in coefficients))
