using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Where an equation comes from.</summary>
/// <param name="Origin">Where it was written, if that is known.</param>
/// <param name="Of">The operation whose derivative it is part of, or null.</param>
sealed record Site(Origin? Origin, string? Of);

/// <summary>
/// What Trace and DebugNaN ask for on their thread: that graphs record where their equations were written, and that results
/// are searched for NaN. In eager work there is none of it, and one read of a static number tells.
/// </summary>
sealed class Provenance
{
    /// <summary>The origins of so many equations of one graph are recorded; a stack trace takes some microseconds.</summary>
    public const int MostOrigins = 100_000;

    static int s_open;

    [ThreadStatic]
    static Provenance? s_current;

    readonly bool _watches;
    Site? _at;
    string? _of;
    Pass _pass;
    bool _isSuspended;

    Provenance(bool watches) => _watches = watches;

    /// <summary>Whether anything is asked for on any thread.</summary>
    public static bool IsAsked => s_open != 0;

    /// <summary>What is asked for on this thread, or null.</summary>
    public static Provenance? Current => s_open == 0 ? null : s_current;

    /// <summary>Records origins, and looks for NaN where asked to, while the function runs.</summary>
    public static T Run<T>(Func<T> f, bool watches)
    {
        var outer = s_current;
        Interlocked.Increment(ref s_open);
        s_current = new(watches || outer?._watches == true);
        try
        {
            return f();
        }
        finally
        {
            s_current = outer;
            Interlocked.Decrement(ref s_open);
        }
    }

    /// <summary>Where the operation was written that is being recorded.</summary>
    public Site Here() => new(_at is null ? Origin.Capture() : _at.Origin, _of ?? _at?.Of);

    /// <summary>Computes the results of concrete operands, and looks for NaN in them where asked to.</summary>
    /// <exception cref="NotANumberException">There is one.</exception>
    public static void Evaluate(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        primitive.Evaluate(x, y);
        if (Current is not { _watches: true, _isSuspended: false } asked) return;
        for (var i = 0; i < y.Length; i++)
            if (Element.FirstNaN(y[i]) is >= 0 and var place)
                throw new NotANumberException(primitive.ToString(), asked._of ?? asked._at?.Of, asked._pass, asked.Here().Origin, x, y[i], place);
    }

    /// <summary>A local derivative, in which NaN is looked for where asked to.</summary>
    public static Tensor Watched(Tensor partial, string of, int operand, ReadOnlySpan<Tensor> x)
    {
        if (Current is { _watches: true, _isSuspended: false } asked && partial.IsConcrete && Element.FirstNaN(partial) is >= 0 and var place)
            throw new NotANumberException($"the derivative of {of} by operand {operand}", asked._of ?? of, asked._pass, asked.Here().Origin, x, partial, place);
        return partial;
    }

    /// <summary>Looks for no NaN in the steps of a formula that follow: what is NaN on the way may be masked at its end.</summary>
    public bool Suspend()
    {
        var was = _isSuspended;
        _isSuspended = true;
        return was;
    }

    /// <summary>Looks for NaN again, if that was so before.</summary>
    public void Resume(bool was) => _isSuspended = was;

    /// <summary>Tangents of the results of an operation.</summary>
    public void Jvp(Primitive primitive, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<Tensor> y, Span<Tensor?> dy)
    {
        var (of, pass) = (_of, _pass);
        _of ??= primitive.Name;
        if (_pass == Pass.Forward) _pass = Pass.Tangent;
        try
        {
            primitive.Jvp(x, dx, y, dy);
        }
        finally
        {
            (_of, _pass) = (of, pass);
        }
    }

    /// <summary>Runs an equation that knows its origin, which errors then name.</summary>
    /// <exception cref="EquationException">The operation failed.</exception>
    public static void Apply(Site site, Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        var old = Enter(site, site.Of is null ? Pass.Forward : Pass.Tangent);
        try
        {
            primitive.Apply(x, y);
        }
        catch (Exception e) when (EquationException.Explains(e))
        {
            throw new EquationException(primitive, site, isBackward: false, e);
        }
        finally
        {
            Leave(old);
        }
    }

    /// <summary>Transposes an equation that knows its origin, which errors then name.</summary>
    /// <exception cref="EquationException">The operation failed.</exception>
    public static void Transpose(Site site, Primitive primitive, Action transpose)
    {
        var old = Enter(site, Pass.Backward);
        try
        {
            transpose();
        }
        catch (Exception e) when (EquationException.Explains(e))
        {
            throw new EquationException(primitive, site, isBackward: true, e);
        }
        finally
        {
            Leave(old);
        }
    }

    static (Site?, string?, Pass) Enter(Site site, Pass pass)
    {
        if (Current is not { } asked) return default;
        var old = (asked._at, asked._of, asked._pass);
        (asked._at, asked._of) = (site, null);
        if (asked._pass != Pass.Backward) asked._pass = pass;
        return old;
    }

    static void Leave((Site?, string?, Pass) old)
    {
        if (Current is { } asked) (asked._at, asked._of, asked._pass) = old;
    }
}
