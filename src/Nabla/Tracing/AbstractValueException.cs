using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Numbers were asked of a tensor that has none yet: it is traced abstractly, or stands for a whole batch.</summary>
public sealed class AbstractValueException : InvalidOperationException
{
    internal AbstractValueException(string reading, Tensor abstracted)
        : base($"{reading} needs the numbers of a {abstracted.Type} tensor that has none yet inside {abstracted.Level!.Name}{(Origin.Capture(out _) is { } origin ? $" (in {origin})" : "")}. " +
            "Use Where to choose between values, Cond to choose between computations, While or Scan to loop.")
    {
    }
}
