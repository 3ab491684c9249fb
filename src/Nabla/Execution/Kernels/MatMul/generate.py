#!/usr/bin/env python3
"""Writes the register-blocked microkernels Tile512Single.cs … Tile128Double.cs beside this file: python3 generate.py

One method per number of rows and of vectors. Every accumulator is a local of its own and no call lies in the loop,
so that the JIT keeps all of them in registers; the classes have no static fields, whose initialisation check would be
such a call. Row i of A is read through a pointer for each three rows plus 0, 1 or 2 row strides, which are address modes.
The steps along k come in runs, whose places in A are looked up: a product of matrices has one, a convolution several,
in which nothing of A is fetched ahead: beyond the end of a short run lies what nobody needs.
"""
import pathlib

HERE = pathlib.Path(__file__).parent
FAMILIES = [  # width in bits, most rows of a tile, the condition for prefetching
    (512, 14),
    (256, 6),
    (128, 8),
]
TYPES = [("Single", "float"), ("Double", "double")]


def method(width, element, rows, vectors):
    v = f"Vector{width}"
    fma = f"{v}.MultiplyAddEstimate" if width == 128 else f"{v}.FusedMultiplyAdd"
    lanes = f"{v}<{element}>.Count"
    out = []
    add = out.append
    name = f"Rows{rows}By{vectors}"
    add(f"    [MethodImpl(MethodImplOptions.AggressiveOptimization)]")
    add(f"    static void {name}(nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow, {element} alpha, {element} beta, bool overwrite)")
    add("    {")
    for i in range(rows):
        for j in range(vectors):
            add(f"        var s{i}_{j} = {v}<{element}>.Zero;")
    groups = range(0, rows, 3)
    if rows > 2:
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
    return "\n".join(out)


def switch(rows_max, vectors):
    out = []
    for r in range(1, rows_max + 1):
        call = f"Rows{r}By{vectors}(runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);"
        out.append(f"            case {r}: {call} return;")
    return "\n".join(out)


def write(width, rows_max, suffix, element):
    name = f"Tile{width}{suffix}"
    rows_expr = "AdvSimd.IsSupported ? 8 : 6" if width == 128 else str(rows_max)
    fused = "T.MultiplyAddEstimate(x, y, z)" if width == 128 else f"{'MathF' if element == 'float' else 'Math'}.FusedMultiplyAdd(x, y, z)"
    fused = fused.replace("T.", element + ".")
    arm = "using System.Runtime.Intrinsics.Arm;\n" if width == 128 else ""
    x86 = "" if width == 128 else "using System.Runtime.Intrinsics.X86;\n"
    methods = "\n\n".join(method(width, element, r, n) for n in (2, 1) for r in range(1, rows_max + 1))
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
        if (vectors == 2) RunTwo(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
        else RunOne(rows, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }}

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunTwo(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        {element} alpha, {element} beta, bool overwrite)
    {{
        switch (rows)
        {{
{switch(rows_max, 2)}
        }}
    }}

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOne(
        int rows, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        {element} alpha, {element} beta, bool overwrite)
    {{
        switch (rows)
        {{
{switch(rows_max, 1)}
        }}
    }}

{methods}
}}
"""
    (HERE / f"{name}.cs").write_text(text)


for width, rows_max in FAMILIES:
    for suffix, element in TYPES:
        write(width, rows_max, suffix, element)
