#!/usr/bin/env bash
# Measures the kernels against libtorch and rewrites ../results/torch-*.md:  ./run.sh [BENCHMARK ...]
# Each benchmark runs four times, in processes of their own: libtorch as shipped and with MKL's check for Intel CPUs
# answered with yes (what it can do), on one and on two threads. Needs python3 and a C compiler. All of it takes about six
# minutes on an idle machine; ROUNDS=40 gives steadier figures.
# "fixtures" writes tests/fixtures/torch.txt anew instead; "overhead" writes ../results/tensor-overhead.md, on one thread.
set -euo pipefail
cd "$(dirname "$0")"
benchmarks=("$@")
[ $# -gt 0 ] || benchmarks=(matmul elementwise rows convolution attention mlp)
rounds=${ROUNDS:-10}
# Processors without vectors of 512 bits have tables of their own.
results=../results
grep -q avx512f /proc/cpuinfo || results=../results/avx2
results=${RESULTS:-$results}
mkdir -p "$results"
dotnet build -c Release -v q -nologo >&2
bin=../../artifacts/bin/Nabla.TorchBenchmarks/release_linux-x64
# TorchSharp's library asks for one symbol version newer than gcc 12's libstdc++. That need is marked weak in the built
# copy, and the symbol comes from the preloaded library below.
python3 - "$(find "$bin" -name libLibTorchSharp.so | head -n 1)" <<'PY'
import struct, sys
path = sys.argv[1]
data = open(path, "rb").read()
need, weak = (struct.pack("<IHH", 0x0297F842, flags, 0x12) for flags in (0, 2))
if need in data:
    open(path, "wb").write(data.replace(need, weak, 1))
PY
symbol='void _ZSt21ios_base_library_initv(void) {}'
echo "$symbol" | cc -shared -fPIC -x c - -o "$bin/stock.so"
echo "$symbol int mkl_serv_intel_cpu_true(void) { return 1; }" | cc -shared -fPIC -x c - -o "$bin/unlocked.so"
# libtorch allocates its results. glibc is told to keep freed memory, so that no page faults count against it.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000
# Where that is allowed, other processes do not take the cores from what is measured.
first=()
if chrt -r 1 true 2> /dev/null; then first=(chrt -r 1); fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ "${benchmarks[0]}" = fixtures ]; then
    LD_PRELOAD=$bin/stock.so dotnet "$bin/Nabla.TorchBenchmarks.dll" fixtures ../../tests/fixtures/torch.txt
    exit
fi
if [ "${benchmarks[0]}" = overhead ]; then
    for libtorch in stock unlocked; do
        LD_PRELOAD=$bin/$libtorch.so dotnet "$bin/Nabla.TorchBenchmarks.dll" overhead 1 "$rounds" --rows "$work/$libtorch" >&2
    done
    # The project of the benchmarks has tiered compilation off; a user has the runtime's defaults. Both are measured.
    dotnet build -c Release -v q -nologo ../Nabla.Benchmarks >&2
    ours="dotnet ../../artifacts/bin/Nabla.Benchmarks/release/Nabla.Benchmarks.dll tensor-overhead"
    $ours --small "$work/once" >&2
    DOTNET_TieredCompilation=1 DOTNET_TC_QuickJit=1 $ours --once "$work/once" --torch "$work/stock" "$work/unlocked" --out "$results/tensor-overhead.md"
    exit
fi
for benchmark in "${benchmarks[@]}"; do
    for threads in 1 2; do
        for libtorch in stock unlocked; do
            echo "== $benchmark, $libtorch, $threads" >&2
            LD_PRELOAD=$bin/$libtorch.so "${first[@]}" dotnet "$bin/Nabla.TorchBenchmarks.dll" "$benchmark" "$threads" "$rounds" \
                --rows "$work/$benchmark-$libtorch-$threads" >&2
        done
    done
    dotnet "$bin/Nabla.TorchBenchmarks.dll" report "$benchmark" "$work" "$results/torch-$benchmark.md"
done
