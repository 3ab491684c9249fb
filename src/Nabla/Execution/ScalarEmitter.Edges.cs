using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Nabla.Execution;

// What stands around the arithmetic: lengths are checked before it, and guards that never met NaN are made good after it.
sealed partial class ScalarEmitter
{
    static readonly MethodInfo s_fail = ((Action<int, int, int, int>)Shapes.Throw).Method;
    static readonly MethodInfo s_run = typeof(Function).GetMethod(nameof(Function.Invoke))!;
    static readonly MethodInfo s_inputLength = typeof(ReadOnlySpan<double>).GetProperty(nameof(ReadOnlySpan<>.Length))!.GetMethod!;
    static readonly MethodInfo s_outputLength = typeof(Span<double>).GetProperty(nameof(Span<>.Length))!.GetMethod!;

    static readonly MethodInfo s_inputSpan = ((ReadOnlySpanOf)MemoryMarshal.CreateReadOnlySpan).Method;
    static readonly MethodInfo s_outputSpan = ((SpanOf)MemoryMarshal.CreateSpan).Method;

    Label _isShort;
    Label _isSingular;

    delegate ReadOnlySpan<double> ReadOnlySpanOf(ref readonly double first, int length);

    delegate Span<double> SpanOf(ref double first, int length);

    void CheckLengths()
    {
        _isShort = _il.DefineLabel();
        _isSingular = _il.DefineLabel();
        Length(1);
        _il.Emit(OpCodes.Ldc_I4, _code.Inputs);
        _il.Emit(OpCodes.Blt, _isShort);
        Length(2);
        _il.Emit(OpCodes.Ldc_I4, _code.Outputs.Length - 1);
        _il.Emit(OpCodes.Blt, _isShort);
    }

    // At the end and followed by a return, so that nothing has to be kept for after it.
    void FailOnLengths()
    {
        _il.MarkLabel(_isShort);
        Length(1);
        _il.Emit(OpCodes.Ldc_I4, _code.Inputs);
        Length(2);
        _il.Emit(OpCodes.Ldc_I4, _code.Outputs.Length - 1);
        _il.Emit(OpCodes.Call, s_fail);
        _il.Emit(OpCodes.Ldc_R8, 0.0);
        _il.Emit(OpCodes.Ret);
    }

    void Length(byte argument)
    {
        _il.Emit(OpCodes.Ldarga_S, argument);
        _il.Emit(OpCodes.Call, argument == 1 ? s_inputLength : s_outputLength);
    }

    // One comparison for all results: their sum is NaN if one of them is (or where infinities cancel, which costs time only).
    void TestForNaN()
    {
        var sum = _il.DeclareLocal(typeof(double));
        var places = _code.Outputs.ToArray().Distinct().Where(place => _code.Instructions[place].Operation == Operation.Row).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            Load(places[i]);
            if (i > 0) _il.Emit(OpCodes.Add);
        }

        _il.Emit(OpCodes.Stloc, sum);
        _il.Emit(OpCodes.Ldloc, sum);
        _il.Emit(OpCodes.Ldloc, sum);
        _il.Emit(OpCodes.Bne_Un, _isSingular);
    }

    void RunAtSingularPoint()
    {
        _il.MarkLabel(_isSingular);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Surroundings.AtSingularPointsField);
        // The lengths are known to be enough: made again from constants, they need not be kept.
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Call, s_inputReference);
        _il.Emit(OpCodes.Ldc_I4, _code.Inputs);
        _il.Emit(OpCodes.Call, s_inputSpan);
        _il.Emit(OpCodes.Ldarg_2);
        _il.Emit(OpCodes.Call, s_outputReference);
        _il.Emit(OpCodes.Ldc_I4, _code.Outputs.Length - 1);
        _il.Emit(OpCodes.Call, s_outputSpan);
        _il.Emit(OpCodes.Callvirt, s_run);
        _il.Emit(OpCodes.Ret);
    }
}
