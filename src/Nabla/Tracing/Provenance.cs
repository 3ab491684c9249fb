using System.Runtime.CompilerServices;
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

    // In a recursion without end the trace of every operation would take longer than that of the one before.
    const int DeepStack = 2000;

    static int s_open;

    [ThreadStatic]
    static Provenance? s_current;

    readonly bool _watches;
    readonly ConditionalWeakTable<Tensor, NotANumberException> _made = [];
    NotANumberException? _within;
    Site? _at;
    string? _of;
    Pass _pass;
    bool _isSuspended;
    bool _isDeep;

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
    public Site Here() => new(_at is null ? Origin() : _at.Origin, _of ?? _at?.Of);

    /// <summary>Computes the results of concrete operands, and looks for NaN in them where asked to.</summary>
    /// <exception cref="NotANumberException">There is one among values.</exception>
    public static void Evaluate(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        if (Current is not { } asked)
        {
            primitive.Evaluate(x, y);
            return;
        }

        var before = asked._within;
        asked._within = null;
        primitive.Evaluate(x, y);
        var within = asked._within;
        foreach (var result in y) asked.Look(result, primitive.ToString(), x, within);
        asked._within = before ?? asked._within;
    }

    /// <summary>A local derivative, in which NaN is looked for where asked to.</summary>
    public static Tensor Watched(Tensor partial, string of, int operand, ReadOnlySpan<Tensor> x)
    {
        Current?.Look(partial, $"the derivative of {of} by operand {operand}", x);
        return partial;
    }

    /// <summary>What a derivative gave in the end: a NaN on the way there may have been masked.</summary>
    /// <exception cref="NotANumberException">There is a NaN; it names the operation that made it.</exception>
    public void End(ReadOnlySpan<Tensor?> derivatives)
    {
        if (!_watches || _pass != Pass.Forward) return;
        foreach (var x in derivatives)
            if (x is { IsConcrete: true } && _made.TryGetValue(x, out var cause)) throw cause;
    }

    Origin? Origin()
    {
        if (_isDeep) return null;
        var origin = Tracing.Origin.Capture(out var depth);
        _isDeep = depth > DeepStack;
        return origin;
    }

    // Among values the first NaN ends the run. In a derivative it is noted with the tensor, and goes where its numbers go.
    void Look(Tensor y, string operation, ReadOnlySpan<Tensor> x, NotANumberException? within = null)
    {
        if (!_watches || _isSuspended || !y.IsConcrete || _made.TryGetValue(y, out _) || Element.FirstNaN(y) is not (>= 0 and var place)) return;
        // Where a loop has run a graph, its operations know more.
        var cause = within;
        foreach (var operand in x)
            if (cause is null && _made.TryGetValue(operand, out var known)) cause = known;
        cause ??= new(operation, _pass == Pass.Forward ? null : _of ?? _at?.Of, _pass, Here().Origin, x, y, place);
        if (_pass == Pass.Forward) throw cause;
        _made.Add(y, cause);
        _within ??= cause;
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
        var (of, pass, isSuspended) = (_of, _pass, _isSuspended);
        _of ??= primitive.Name;
        if (_pass == Pass.Forward) _pass = Pass.Tangent;
        // A row masks within its formulas, another rule between its operations: what counts is its result.
        _isSuspended |= primitive is not ElementwisePrimitive;
        try
        {
            primitive.Jvp(x, dx, y, dy);
            _isSuspended = isSuspended;
            foreach (var tangent in dy)
                if (tangent is not null) Look(tangent, $"the derivative of {primitive}", x);
        }
        finally
        {
            (_of, _pass, _isSuspended) = (of, pass, isSuspended);
        }
    }

    /// <summary>Applies the derivative of an operation that holds graphs.</summary>
    public static void Apply(Primitive derivative, string of, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        if (Current is not { } asked)
        {
            derivative.Apply(x, y);
            return;
        }

        var (old, pass) = (asked._of, asked._pass);
        asked._of ??= of;
        if (pass == Pass.Forward) asked._pass = Pass.Tangent;
        try
        {
            derivative.Apply(x, y);
        }
        finally
        {
            (asked._of, asked._pass) = (old, pass);
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
        // What is computed within a derivative is part of it.
        if (asked._pass < pass) asked._pass = pass;
        return old;
    }

    static void Leave((Site?, string?, Pass) old)
    {
        if (Current is { } asked) (asked._at, asked._of, asked._pass) = old;
    }
}
