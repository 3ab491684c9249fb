using Nabla.Tracing;

namespace Nabla;

public static partial class Differentiate
{
    /// <summary>
    /// Runs anything, a gradient or a whole loop of training, and stops at the first operation on tensors that makes a NaN:
    /// of values, of tangents or, backward, of cotangents. The error names the operation, its operands, the method, the file
    /// and the line, for a backward pass those of the operation whose derivative it is. Work on other threads is not watched.
    /// </summary>
    /// <remarks>It is slow: every result is searched, and every recorded operation takes a stack trace.</remarks>
    /// <exception cref="NotANumberException">A NaN was made, even if it would have been masked later.</exception>
    public static T DebugNaN<T>(Func<T> run) => Provenance.Run(run, watches: true);

    /// <summary>Runs anything and stops at the first operation on tensors that makes a NaN.</summary>
    /// <exception cref="NotANumberException">A NaN was made, even if it would have been masked later.</exception>
    public static void DebugNaN(Action run) => Provenance.Run(() => { run(); return 0; }, watches: true);
}
