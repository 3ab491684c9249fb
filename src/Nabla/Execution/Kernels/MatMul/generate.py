#!/usr/bin/env python3
"""Writes the register-blocked microkernels Tile512Single.cs … Tile128Double.cs beside this file: python3 generate.py

One method per number of rows and of vectors. Every accumulator is a local of its own and no call lies in the loop,
so that the JIT keeps all of them in registers; the classes have no static fields, whose initialisation check would be
such a call. Row i of A is read through a pointer for each three rows plus 0, 1 or 2 row strides, which are address modes.
The steps along k come in runs, whose places in A are looked up: a product of matrices has one, a convolution several,
in which nothing of A is fetched ahead: beyond the end of a short run lies what nobody needs.

With 256 bits a step has 12 multiply-adds at most, for which a core of two pipes takes 6 cycles: an instruction for each
third of a cycle is then as dear as a load for each half, and dearer where two threads share the decoding of a core. So
where rows or steps of A are neighbours, four steps run together: all the strides are address modes, and what is not a
multiply-add or its operand is 5 instructions in 85. Nothing is fetched ahead; the CPU foresees strides itself.
"""
import pathlib

HERE = pathlib.Path(__file__).parent
FAMILIES = [  # width in bits, most rows of a tile, the condition for prefetching
    (512, 14),
    (256, 6),
    (128, 8),
]
TYPES = [("Single", "float"), ("Double", "double")]


def method(width, element, rows, vectors, adjacent=""):
    v = f"Vector{width}"
    fma = f"{v}.MultiplyAddEstimate" if width == 128 else f"{v}.FusedMultiplyAdd"
    lanes = f"{v}<{element}>.Count"
    out = []
    add = out.append
    name = f"Rows{rows}By{vectors}{adjacent}"
    add(f"    [MethodImpl(MethodImplOptions.AggressiveOptimization)]")
    add(f"    static void {name}(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, {element} alpha, {element} beta, bool overwrite)")
    add("    {")
    for i in range(rows):
        for j in range(vectors):
            add(f"        var s{i}_{j} = {v}<{element}>.Zero;")
    groups = range(0, rows, 3)
    if rows > 2 and not adjacent:
        add("        var aRow2 = 2 * aRow;")
    if width != 128:
        add("        if (Sse.IsSupported)")
        add("        {")
        add("            var ahead = c;")
        for i in range(rows):
            for line in range(0, vectors * width // 8, 64):
                add(f"            Sse.Prefetch0(ahead + {line});" if line else "            Sse.Prefetch0(ahead);")
            if i + 1 < rows:
                add("            ahead += cRow;")
        add("        }")
        add("")
    if adjacent:
        out.extend(steps_together(width, element, rows, vectors, adjacent))
        out.extend(ending(width, element, rows, vectors))
        return "\n".join(out)
    if width != 128:
        add("        var next = b + 8 * bStep;")
        add("        var reach = runs == 1 ? 16 * aStep : 0;")
    add("        do")
    add("        {")
    add("            var a0 = a + *offsets++;")
    for g in groups[1:]:
        add(f"            var a{g} = a0 + {g} * aRow;")
    if width != 128:
        add("            var nextA = a0 + reach;")
    add("            var left = k;")
    add("            do")
    add("            {")
    if width != 128:
        add("                if (Sse.IsSupported)")
        add("                {")
        for line in range(0, vectors * width // 8, 64):
            add(f"                    Sse.Prefetch0(next + {line});" if line else "                    Sse.Prefetch0(next);")
        add("                    Sse.Prefetch0(nextA);")
        add("                    nextA += aStep;")
        add("                    next += bStep;")
        add("                }")
        add("")
    for j in range(vectors):
        at = "b" if j == 0 else f"b + {j} * sizeof({v}<{element}>)"
        add(f"                var y{j} = {v}.Load(({element}*)({at}));" if j else f"                var y{j} = {v}.Load(({element}*)b);")
    add(f"                var x = {v}.Create(*({element}*)a0);")
    for i in range(rows):
        group, rest = i - i % 3, i % 3
        at = f"a{group}" + ("", " + aRow", " + aRow2")[rest]
        if i:
            add(f"                x = {v}.Create(*({element}*)({at}));" if rest else f"                x = {v}.Create(*({element}*){at});")
        for j in range(vectors):
            add(f"                s{i}_{j} = {fma}(x, y{j}, s{i}_{j});")
    for g in groups:
        add(f"                a{g} += aStep;")
    add("                b += bStep;")
    add("            }")
    add("            while (--left != 0);")
    add("        }")
    add("        while (--runs != 0);")
    out.extend(ending(width, element, rows, vectors))
    return "\n".join(out)


def steps_together(width, element, rows, vectors, adjacent):
    """The loops where rows ("Columns": those of A are contiguous) or steps ("Rows") of A are neighbours in memory."""
    v = f"Vector{width}"
    out = []
    add = out.append
    groups = range(0, rows, 3) if adjacent == "Rows" else [0]
    far = [""] + [" + {0}", " + 2 * {0}", " + {0}3"]

    def step(u):
        for j in range(vectors):
            at = "b" + far[u].format("bStep") + (f" + {j} * sizeof({v}<{element}>)" if j else "")
            add(f"                {'' if u else 'var '}y{j} = {v}.Load(({element}*)({at}));")
        for i in range(rows):
            group, rest = i - i % 3, i % 3
            if adjacent == "Rows":
                at = f"a{group}" + ("", " + aRow", " + 2 * aRow")[rest] + (f" + {u} * sizeof({element})" if u else "")
            else:
                at = "a0" + far[u].format("aStep") + (f" + {i} * sizeof({element})" if i else "")
            add(f"                {'' if i or u else 'var '}x = {v}.Create(*({element}*)({at}));")
            for j in range(vectors):
                add(f"                s{i}_{j} = {v}.FusedMultiplyAdd(x, y{j}, s{i}_{j});")

    def onwards(count):
        times = f"{count} * " if count > 1 else ""
        for g in groups:
            add(f"                a{g} += {times}" + (f"sizeof({element});" if adjacent == "Rows" else "aStep;"))
        add(f"                b += {times}bStep;")

    if adjacent == "Columns":
        add("        var aStep3 = 3 * aStep;")
    add("        var bStep3 = 3 * bStep;")
    add("        do")
    add("        {")
    add("            var a0 = a + *offsets++;")
    for g in groups[1:]:
        add(f"            var a{g} = a0 + {g} * aRow;")
    add("            var left = k - 4;")
    add("            for (; left >= 0; left -= 4)")
    add("            {")
    for u in range(4):
        step(u)
    onwards(4)
    add("            }")
    add("")
    add("            for (left += 4; left != 0; left--)")
    add("            {")
    step(0)
    onwards(1)
    add("            }")
    add("        }")
    add("        while (--runs != 0);")
    return out


def ending(width, element, rows, vectors):
    v = f"Vector{width}"
    fma = f"{v}.MultiplyAddEstimate" if width == 128 else f"{v}.FusedMultiplyAdd"
    out = []
    add = out.append
    add("")
    add(f"        var scale = {v}.Create(alpha);")
    add("        if (overwrite)")
    add("        {")
    for i in range(rows):
        for j in range(vectors):
            at = "c" if j == 0 else f"(c + {j} * sizeof({v}<{element}>))"
            add(f"            (scale * s{i}_{j}).Store(({element}*){at});")
        if i + 1 < rows:
            add("            c += cRow;")
    add("        }")
    add("        else")
    add("        {")
    add(f"            var keep = {v}.Create(beta);")
    for i in range(rows):
        for j in range(vectors):
            at = f"({element}*)c" if j == 0 else f"({element}*)(c + {j} * sizeof({v}<{element}>))"
            add(f"            {fma}(scale, s{i}_{j}, keep * {v}.Load({at})).Store({at});")
        if i + 1 < rows:
            add("            c += cRow;")
    add("        }")
    add("    }")
    return out


def switch(rows_max, vectors, adjacent=""):
    out = []
    for r in range(1, rows_max + 1):
        call = f"Rows{r}By{vectors}{adjacent}(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);"
        out.append(f"            case {r}: {call} return;")
    return "\n".join(out)


def write(width, rows_max, suffix, element):
    name = f"Tile{width}{suffix}"
    rows_expr = "AdvSimd.IsSupported ? 8 : 6" if width == 128 else str(rows_max)
    fused = "T.MultiplyAddEstimate(x, y, z)" if width == 128 else f"{'MathF' if element == 'float' else 'Math'}.FusedMultiplyAdd(x, y, z)"
    fused = fused.replace("T.", element + ".")
    arm = "using System.Runtime.Intrinsics.Arm;\n" if width == 128 else ""
    x86 = "" if width == 128 else "using System.Runtime.Intrinsics.X86;\n"
    adjacents = ("", "Columns", "Rows") if width == 256 else ("",)
    methods = "\n\n".join(
        method(width, element, r, n, adjacent) for adjacent in adjacents for n in (2, 1) for r in range(1, rows_max + 1))
    arguments = "(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite)"
    number = lambda n: "Two" if n == 2 else "One"
    if width == 256:
        choice = ""
        for adjacent, condition in (("Columns", f"if (aRow == sizeof({element}))"), ("Rows", f"else if (aStep == sizeof({element}))"), ("", "else")):
            choice += f"""        {condition}
        {{
            if (vectors == 2) RunTwo{adjacent}{arguments};
            else RunOne{adjacent}{arguments};
        }}
"""
    else:
        choice = f"""        if (vectors == 2) RunTwo{arguments};
        else RunOne{arguments};
"""
    switches = "\n".join(f"""    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run{number(n)}{adjacent}(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        {element} alpha, {element} beta, bool overwrite)
    {{
        switch (rows)
        {{
{switch(rows_max, n, adjacent)}
        }}
    }}
""" for adjacent in adjacents for n in (2, 1))
    text = f"""// Written by generate.py; change that.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
{arm}{x86}
namespace Nabla.Execution.Kernels;

/// <summary>Tiles of a product of matrices of {element} in vectors of {width} bits.</summary>
readonly unsafe struct {name} : ITile<{element}>
{{
    public static int Rows => {rows_expr};

    public static int Lanes => Vector{width}<{element}>.Count;

    public static {element} MultiplyAdd({element} x, {element} y, {element} z) => {fused};

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        {element} alpha, {element} beta, bool overwrite)
    {{
{choice}    }}

{switches}
{methods}
}}
"""
    (HERE / f"{name}.cs").write_text(text)


for width, rows_max in FAMILIES:
    for suffix, element in TYPES:
        write(width, rows_max, suffix, element)
