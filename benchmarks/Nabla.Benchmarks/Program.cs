using Nabla.Benchmarks;

switch (args)
{
    case ["kernels", .. var rest]:
        ElementwiseKernelsBenchmark.Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: Nabla.Benchmarks kernels [NAME ...] [--out FILE]   vector functions against TensorPrimitives");
        return 2;
}
