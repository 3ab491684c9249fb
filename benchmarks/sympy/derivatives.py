#!/usr/bin/env python3
"""Writes SymPy's derivative of every case as text that Nabla parses.

usage: derivatives.py rubi.jsonl out.jsonl
Each output line is {"id", "input", "var", "derivative", "seconds"}, with the derivative just as diff returns it.
Measured with Debian's python3-sympy 1.11.
"""
import json
import re
import sys
import time

import sympy
from sympy import E, Symbol, diff, log, pi, sign, sqrt, sympify


def names(case):
    """Every parameter is a real symbol, whatever SymPy means by its letter."""
    table = {name: Symbol(name, real=True) for name in [case["var"], *case["params"]]}
    return table | {"e": E, "pi": pi, "ln": log, "sqrt": sqrt, "sign": sign}


def as_formula(text, case):
    text = text.replace("**", "^").replace("Abs(", "abs(")
    return text if "E" in case["params"] else re.sub(r"\bE\b", "e", text)


def main(source, target):
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for case in map(json.loads, lines):
            table = names(case)
            start = time.perf_counter()
            text = str(diff(sympify(case["antiderivative"], locals=table), table[case["var"]]))
            seconds = time.perf_counter() - start
            out.write(json.dumps({
                "id": case["id"], "input": case["antiderivative"], "var": case["var"],
                "derivative": as_formula(text, case), "seconds": round(seconds, 6)}) + "\n")
    print(f"SymPy {sympy.__version__}, Python {sys.version.split()[0]}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
