using System.Runtime.InteropServices;

namespace Nabla.Execution;

/// <summary>
/// A number that several threads write, with no other in its cache line or the line beside it, which some CPUs fetch together.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
struct OwnLine
{
    [FieldOffset(128)]
    public long Value;
}
