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
multiply-add or its operand is 5 instructions in 85. Nothing is fetched ahead; the CPU foresees strides itself. Tiles
below one another are one call, as a call with that many arguments costs as much as ten steps.
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
    if adjacent:
        return "\n".join(out + neighbours(width, element, rows, vectors, adjacent))
    add(f"    static void {name}(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, {element} alpha, {element} beta, bool overwrite)")
    add("    {")
    for i in range(rows):
        for j in range(vectors):
            add(f"        var s{i}_{j} = {v}<{element}>.Zero;")
    groups = range(0, rows, 3)
    if rows > 2:
        add("        var aRow2 = 2 * aRow;")
    if width != 128:
        out.extend(fetch_result(width, rows, vectors))
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


def fetch_result(width, rows, vectors):
    out = ["        if (Sse.IsSupported)", "        {", "            var ahead = c;"]
    for i in range(rows):
        for line in range(0, vectors * width // 8, 64):
            out.append(f"            Sse.Prefetch0(ahead + {line});" if line else "            Sse.Prefetch0(ahead);")
        if i + 1 < rows:
            out.append("            ahead += cRow;")
    return out + ["        }", ""]


def neighbours(width, element, rows, vectors, adjacent):
    """The method for rows ("Columns": those of A are contiguous) or steps ("Rows") of A that are neighbours in memory."""
    v = f"Vector{width}"
    out = []
    add = out.append
    groups = range(0, rows, 3) if adjacent == "Rows" else [0]
    far = ["", " + {0}", " + 2 * {0}", " + {0}3"]

    def step(u):
        for j in range(vectors):
            at = "y" + far[u].format("bStep") + (f" + {j} * sizeof({v}<{element}>)" if j else "")
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
        add(f"                y += {times}bStep;")

    add(f"    static void Rows{rows}By{vectors}{adjacent}(nint tiles, nint aTile, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, {element} alpha, {element} beta, bool overwrite)")
    add("    {")
    if adjacent == "Columns":
        add("        var aStep3 = 3 * aStep;")
    add("        var bStep3 = 3 * bStep;")
    add("        do")
    add("        {")
    inner = out
    out = []
    add = out.append
    for i in range(rows):
        for j in range(vectors):
            add(f"        var s{i}_{j} = {v}<{element}>.Zero;")
    out.extend(fetch_result(width, rows, vectors))
    add("        var y = b;")
    add("        for (nint r = 0; r < runs; r++)")
    add("        {")
    add("            var a0 = a + offsets[r];")
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
    out.extend(ending(width, element, rows, vectors)[:-1])
    add("")
    add("        a += aTile;")
    add("        c += cRow;")
    return inner + ["    " + line if line else "" for line in out] + ["        }", "        while (--tiles != 0);", "    }"]


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


ARGUMENTS = "runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite"


def switch(rows_max, vectors, adjacent=""):
    out = []
    for r in range(1, rows_max + 1):
        call = f"Rows{r}By{vectors}{adjacent}({'tiles, aTile, ' if adjacent else ''}{ARGUMENTS});"
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
    number = lambda n: "Two" if n == 2 else "One"
    parameters = f"""nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        {element} alpha, {element} beta, bool overwrite"""
    one = f"""        if (vectors == 2) RunTwo(rows, {ARGUMENTS});
        else RunOne(rows, {ARGUMENTS});
"""
    several = f"        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow) Run(rows, vectors, {ARGUMENTS});\n"
    if width == 256:
        several = "".join(f"""        if ({condition})
        {{
            if (vectors == 2) RunTwo{adjacent}(tiles, aTile, rows, {ARGUMENTS});
            else RunOne{adjacent}(tiles, aTile, rows, {ARGUMENTS});
            return;
        }}

""" for adjacent, condition in (("Columns", f"aRow == sizeof({element})"), ("Rows", f"aStep == sizeof({element})")))
        several += f"""        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow)
        {{
            if (vectors == 2) RunTwo(rows, {ARGUMENTS});
            else RunOne(rows, {ARGUMENTS});
        }}
"""
        one = f"        Run(1, 0, rows, vectors, {ARGUMENTS});\n"
    switches = "\n".join(f"""    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run{number(n)}{adjacent}(
        {'nint tiles, nint aTile, ' if adjacent else ''}int rows, {parameters})
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
        int rows, int vectors, {parameters})
    {{
{one}    }}

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        nint tiles, nint aTile, int rows, int vectors, {parameters})
    {{
{several}    }}

{switches}
{methods}
}}
"""
    (HERE / f"{name}.cs").write_text(text)


for width, rows_max in FAMILIES:
    for suffix, element in TYPES:
        write(width, rows_max, suffix, element)
