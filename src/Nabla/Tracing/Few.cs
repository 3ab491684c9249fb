using System.Runtime.CompilerServices;

namespace Nabla.Tracing;

/// <summary>Room for the operands of almost every primitive without an allocation.</summary>
[InlineArray(Length)]
struct Few<T>
{
    public const int Length = 4;

    T _first;
}
