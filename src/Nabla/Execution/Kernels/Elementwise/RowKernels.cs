namespace Nabla.Execution.Kernels;

/// <summary>The kernels of one row of the rule table.</summary>
sealed record RowKernels(ElementwiseKernel<double> Double, ElementwiseKernel<float> Single);
