namespace Nabla.Execution.Kernels;

/// <summary>The vectors a kernel works in.</summary>
enum Width
{
    One,
    Bits128,
    Bits256,
    Bits512,
}
