using System.Reflection.Emit;

namespace Nabla.Execution;

/// <summary>Runs a code again and again on its own results; gives how often.</summary>
delegate long Repeated(ReadOnlySpan<double> inputs, Span<double> carried, long times);

// A code in a loop of its own: what one round hands to the next stays in locals, so that a short round costs its
// arithmetic alone.
sealed partial class ScalarEmitter
{
    bool _isRepeated;

    /// <summary>
    /// The code as a loop. Its last outputs are the first inputs of the next round; the outputs before them come in pairs,
    /// and a round counts only where the first of each pair is at least the second. The loop ends before a round that does
    /// not count, or after so many rounds, and writes the first of what the next would begin with.
    /// </summary>
    /// <param name="code">The finished code. Wherever one of its guarded products is NaN, a pair has to fail.</param>
    /// <param name="carried">The number of results handed on.</param>
    /// <param name="kept">How many of them are written: the others need no register until the last test.</param>
    public static Repeated EmitRepeated(Code code, int carried, int kept)
    {
        var method = new DynamicMethod(
            "Repeated", typeof(long), [typeof(Surroundings), typeof(ReadOnlySpan<double>), typeof(Span<double>), typeof(long)],
            typeof(ScalarEmitter).Module, skipVisibility: true);
        var emitter = new ScalarEmitter(code, method.GetILGenerator()) { _isRepeated = true };
        emitter.Loop(carried, kept);
        return method.CreateDelegate<Repeated>(
            new Surroundings(emitter._delegates.ToArray(), emitter._numbers.ToArray(), (_, _) => double.NaN));
    }

    void Loop(int carried, int kept)
    {
        Label again = _il.DefineLabel(), end = _il.DefineLabel();
        var round = _il.DeclareLocal(typeof(long));
        KeepNumbers();
        LoadInputs();
        var inputs = Enumerable.Range(0, carried).Select(InputLocal).ToArray();
        _il.MarkLabel(again);
        _il.Emit(OpCodes.Ldloc, round);
        _il.Emit(OpCodes.Ldarg_3);
        _il.Emit(OpCodes.Bge, end);
        ComputeAll();
        var outputs = _code.Outputs;
        for (var i = 0; i < outputs.Length - carried; i += 2)
        {
            Load(outputs[i]);
            Load(outputs[i + 1]);
            _il.Emit(OpCodes.Blt_Un, end);
        }

        HandOn(outputs[^carried..], inputs);
        _il.Emit(OpCodes.Ldloc, round);
        _il.Emit(OpCodes.Ldc_I8, 1L);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, round);
        _il.Emit(OpCodes.Br, again);
        _il.MarkLabel(end);
        for (var i = 0; i < kept; i++)
        {
            ToResult(i);
            _il.Emit(OpCodes.Ldloc, inputs[i]);
            _il.Emit(OpCodes.Stind_R8);
        }

        _il.Emit(OpCodes.Ldloc, round);
        _il.Emit(OpCodes.Ret);
    }

    void HandOn(ReadOnlySpan<int> outputs, LocalBuilder[] inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            Load(outputs[i]);
            _il.Emit(OpCodes.Stloc, inputs[i]);
        }
    }

    // An input that the code never reads is handed on all the same.
    LocalBuilder InputLocal(int number)
    {
        for (var place = 0; place < _code.Length; place++)
            if (_code.Instructions[place] is { Operation: Operation.Input, First: var first } && first == number) return _locals[place]!;
        var local = _il.DeclareLocal(typeof(double));
        LoadInput(number);
        _il.Emit(OpCodes.Stloc, local);
        return local;
    }
}
