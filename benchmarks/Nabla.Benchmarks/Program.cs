using Nabla.Benchmarks;

switch (args)
{
    case ["kernels", .. var rest]:
        ElementwiseKernelsBenchmark.Run(rest);
        return 0;
    case ["hand-loops", .. var rest]:
        HandLoopsBenchmark.Run(rest);
        return 0;
    case ["value-and-gradient", .. var rest]:
        ValueAndGradientBenchmark.Run(rest);
        return 0;
    case ["descend", .. var rest]:
        DescendBenchmark.Run(rest);
        return 0;
    case ["linear-cost", .. var rest]:
        LinearCostBenchmark.Run(rest);
        return 0;
    case ["batch", .. var rest]:
        BatchBenchmark.Run(rest);
        return 0;
    case ["derivative-size", .. var rest]:
        DerivativeSizeBenchmark.Run(rest);
        return 0;
    case ["pipeline", var cases, .. var rest]:
        PipelineBenchmark.Run(cases, rest is ["--out", var table] ? table : null);
        return 0;
    case ["scaling", .. var rest]:
        ScalingBenchmark.Run(rest);
        return 0;
    case ["tensor-overhead", .. var rest]:
        TensorOverheadBenchmark.Run(rest);
        return 0;
    case ["lbfgs", .. var rest]:
        LbfgsBenchmark.Run(rest);
        return 0;
    case ["minimize", .. var rest]:
        MinimizeBenchmark.Run(rest);
        return 0;
    case ["ceilings", .. var rest]:
        CeilingsBenchmark.Run(rest);
        return 0;
    case ["first-matmul", .. var rest]:
        FirstMatMulBenchmark.Run(rest);
        return 0;
    case ["nist", .. var rest]:
        NistBenchmark.Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: Nabla.Benchmarks kernels [NAME ...] [--out FILE]   vector functions against TensorPrimitives");
        Console.Error.WriteLine("       Nabla.Benchmarks hand-loops [--out FILE]   vector functions against loops written by hand");
        Console.Error.WriteLine("       Nabla.Benchmarks value-and-gradient [ID ...] [--out FILE]   compiled gradients against hand-written C#");
        Console.Error.WriteLine("       Nabla.Benchmarks descend [ID ...] [--out FILE]   epochs of gradient descent against the loop by hand");
        Console.Error.WriteLine("       Nabla.Benchmarks batch [--out FILE]   a million points against Vector<double> and TensorPrimitives");
        Console.Error.WriteLine("       Nabla.Benchmarks linear-cost [--out FILE]   formulas of 10³ … 10⁶ nodes");
        Console.Error.WriteLine("       Nabla.Benchmarks derivative-size SYMPY.jsonl [--out FILE]   nodes of derivatives against other systems");
        Console.Error.WriteLine("       Nabla.Benchmarks pipeline CASES.jsonl [--out FILE]   text to derivative against SymPy, as in rubi.jsonl");
        Console.Error.WriteLine("       Nabla.Benchmarks scaling [SHAPE] [--out FILE]   cost against the length of the input, and memory over 10⁶ formulas");
        Console.Error.WriteLine("       Nabla.Benchmarks tensor-overhead [--small FILE | [--once SMALL] [--torch SHIPPED UNLOCKED] [--out FILE]]   gradients of small tensors, of large ones and of long programs, interpreted");
        Console.Error.WriteLine("       Nabla.Benchmarks lbfgs [--python PYTHON] [--out FILE]   L-BFGS on Rosenbrock's function against SciPy");
        Console.Error.WriteLine("       Nabla.Benchmarks minimize [--python PYTHON] [--out FILE]   published functions beside SciPy's methods");
        Console.Error.WriteLine("       Nabla.Benchmarks nist [--python PYTHON] [--out FILE]   NIST's fits against least_squares");
        Console.Error.WriteLine("       Nabla.Benchmarks ceilings [--out FILE]   what this machine can do, and the kernels' share of it");
        Console.Error.WriteLine("       Nabla.Benchmarks first-matmul [--out FILE]   the first product of matrices of a process");
        return 2;
}
