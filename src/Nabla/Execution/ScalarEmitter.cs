using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// Emits a finished code as one method over doubles: the same operations and the same functions as the interpreter, so
/// the same bits. Results read once are left on the evaluation stack, the others live in locals.
/// </summary>
[RequiresDynamicCode("Emits machine code.")]
sealed class ScalarEmitter
{
    static readonly MethodInfo s_inputReference = ((Reference)MemoryMarshal.GetReference).Method;
    static readonly MethodInfo s_outputReference = ((WritableReference)MemoryMarshal.GetReference).Method;
    static readonly MethodInfo s_sinCos = ((Func<double, (double, double)>)Scalar.SinCos).Method;
    static readonly MethodInfo s_fail = ((Action<int, int, int, int>)Shapes.Throw).Method;
    static readonly MethodInfo s_inputLength = typeof(ReadOnlySpan<double>).GetProperty(nameof(ReadOnlySpan<>.Length))!.GetMethod!;
    static readonly MethodInfo s_outputLength = typeof(Span<double>).GetProperty(nameof(Span<>.Length))!.GetMethod!;

    readonly Code _code;
    readonly ILGenerator _il;
    readonly LocalBuilder?[] _locals;
    readonly bool[] _onStack;
    readonly int[] _partner;
    readonly int[] _quotient;
    readonly List<Delegate> _delegates = [];
    Label _isShort;

    delegate ref double Reference(ReadOnlySpan<double> span);

    delegate ref double WritableReference(Span<double> span);

    ScalarEmitter(Code code, ILGenerator il)
    {
        _code = code;
        _il = il;
        _locals = new LocalBuilder?[code.Length];
        _partner = SineCosinePairs(code);
        _quotient = Quotients.Pairs(code);
        _onStack = StackTrees.Choose(code);
        for (var place = 0; place < code.Length; place++) _onStack[place] &= _partner[place] < 0 && _quotient[place] < 0;
    }

    /// <summary>The method, as a delegate that gives the first output and writes the others.</summary>
    public static Function Emit(Code code)
    {
        // A delegate with a bound first argument is called without a shuffle of the others.
        var method = new DynamicMethod(
            "Formula", typeof(double), [typeof(Delegate[]), typeof(ReadOnlySpan<double>), typeof(Span<double>)],
            typeof(ScalarEmitter).Module, skipVisibility: true);
        var emitter = new ScalarEmitter(code, method.GetILGenerator());
        emitter.Body();
        return method.CreateDelegate<Function>(emitter._delegates.ToArray());
    }

    void Body()
    {
        CheckLengths();
        LoadInputs();
        for (var place = 0; place < _code.Length; place++)
        {
            if (_locals[place] is not null || _onStack[place] || _code.Instructions[place].Operation != Operation.Row) continue;
            if (_partner[place] >= 0) ComputePair(place);
            else if (_quotient[place] >= 0) ComputeQuotients(place, _quotient[place]);
            else
            {
                Compute(place);
                Keep(place);
            }
        }

        // All results are written at the end, so that they may stand where the point stood.
        StoreOutputs();
        _il.Emit(OpCodes.Ret);
        FailOnLengths();
    }

    void CheckLengths()
    {
        var isShort = _il.DefineLabel();
        Length(1);
        _il.Emit(OpCodes.Ldc_I4, _code.Inputs);
        _il.Emit(OpCodes.Blt, isShort);
        Length(2);
        _il.Emit(OpCodes.Ldc_I4, _code.Outputs.Length - 1);
        _il.Emit(OpCodes.Blt, isShort);
        _isShort = isShort;
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

    void LoadInputs()
    {
        for (var place = 0; place < _code.Length; place++)
        {
            if (_code.Instructions[place] is not { Operation: Operation.Input, First: var number }) continue;
            _il.Emit(OpCodes.Ldarg_1);
            _il.Emit(OpCodes.Call, s_inputReference);
            Offset(number);
            _il.Emit(OpCodes.Ldind_R8);
            Keep(place);
        }
    }

    void StoreOutputs()
    {
        for (var i = 1; i < _code.Outputs.Length; i++)
        {
            _il.Emit(OpCodes.Ldarg_2);
            _il.Emit(OpCodes.Call, s_outputReference);
            Offset(i - 1);
            Load(_code.Outputs[i]);
            _il.Emit(OpCodes.Stind_R8);
        }

        if (_code.Outputs.Length > 0) Load(_code.Outputs[0]);
        else _il.Emit(OpCodes.Ldc_R8, 0.0);
    }

    void Offset(int number)
    {
        if (number == 0) return;
        _il.Emit(OpCodes.Ldc_I4, number * sizeof(double));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    void Keep(int place) => _il.Emit(OpCodes.Stloc, _locals[place] = _il.DeclareLocal(typeof(double)));

    // Leaves a result on the evaluation stack. Trees are shallow by choice, so this recursion is too.
    void Load(int place)
    {
        if (_locals[place] is { } local) _il.Emit(OpCodes.Ldloc, local);
        else if (_code.IsConstant(place, out var value)) _il.Emit(OpCodes.Ldc_R8, value);
        else Compute(place);
    }

    void Compute(int place)
    {
        var row = _code.Instructions[place].Row!;
        var operands = _code.Operands(place);
        if (ReferenceEquals(row, Elementwise.Where)) Select(operands[0], operands[1], operands[2]);
        else if (Arithmetic(row) is { } opcode)
        {
            foreach (var operand in operands) Load(operand);
            _il.Emit(opcode);
        }
        else if (Comparison.Of(row) is { } comparison)
        {
            Load(operands[0]);
            Load(operands[1]);
            comparison.EmitValue(_il);
        }
        else Call(RowFunction.Of(row), operands);
    }

    // Sine and cosine of one angle together cost little more than one of them, and are the same bits.
    void ComputePair(int place)
    {
        var (sine, cosine) = _code.Is(place, Elementwise.Sin) ? (place, _partner[place]) : (_partner[place], place);
        var pair = _il.DeclareLocal(typeof((double, double)));
        Load(_code.Operands(place)[0]);
        _il.Emit(OpCodes.Call, s_sinCos);
        _il.Emit(OpCodes.Stloc, pair);
        _il.Emit(OpCodes.Ldloc, pair);
        _il.Emit(OpCodes.Ldfld, typeof((double, double)).GetField(nameof(ValueTuple<,>.Item1))!);
        Keep(sine);
        _il.Emit(OpCodes.Ldloc, pair);
        _il.Emit(OpCodes.Ldfld, typeof((double, double)).GetField(nameof(ValueTuple<,>.Item2))!);
        Keep(cosine);
    }

    void ComputeQuotients(int place, int other)
    {
        var pair = _il.DeclareLocal(typeof(Vector128<double>));
        Load(_code.Operands(place)[0]);
        Load(_code.Operands(other)[0]);
        Load(_code.Operands(place)[1]);
        _il.Emit(OpCodes.Call, Quotients.DivideBoth);
        _il.Emit(OpCodes.Stloc, pair);
        _il.Emit(OpCodes.Ldloc, pair);
        _il.Emit(OpCodes.Call, Quotients.TakeFirst);
        Keep(place);
        _il.Emit(OpCodes.Ldloc, pair);
        _il.Emit(OpCodes.Call, Quotients.TakeSecond);
        Keep(other);
    }

    static int[] SineCosinePairs(Code code)
    {
        var partner = new int[code.Length];
        Array.Fill(partner, -1);
        var waiting = new Dictionary<int, int>();
        for (var place = 0; place < code.Length; place++)
        {
            if (!code.Is(place, Elementwise.Sin) && !code.Is(place, Elementwise.Cos)) continue;
            if (waiting.TryGetValue(code.Operands(place)[0], out var other)) (partner[place], partner[other]) = (other, place);
            else waiting.Add(code.Operands(place)[0], place);
        }

        return partner;
    }

    static OpCode? Arithmetic(ScalarRule row) =>
        ReferenceEquals(row, Elementwise.Add) ? OpCodes.Add
        : ReferenceEquals(row, Elementwise.Subtract) ? OpCodes.Sub
        : ReferenceEquals(row, Elementwise.Multiply) ? OpCodes.Mul
        : ReferenceEquals(row, Elementwise.Divide) ? OpCodes.Div
        : ReferenceEquals(row, Elementwise.Negate) ? OpCodes.Neg
        : null;

    // A side that nothing else reads is computed only where it is taken.
    void Select(int condition, int a, int b)
    {
        Label isTrue = _il.DefineLabel(), end = _il.DefineLabel();
        var comparison = _onStack[condition] ? Comparison.Of(_code.Instructions[condition].Row!) : null;
        if (comparison is not null)
        {
            foreach (var operand in _code.Operands(condition)) Load(operand);
            _il.Emit(comparison.Branch, isTrue);
        }
        else
        {
            Load(condition);
            _il.Emit(OpCodes.Ldc_R8, 0.0);
            _il.Emit(OpCodes.Bne_Un, isTrue);
        }

        Load(b);
        _il.Emit(OpCodes.Br, end);
        _il.MarkLabel(isTrue);
        Load(a);
        _il.MarkLabel(end);
    }

    void Call(Delegate function, ReadOnlySpan<int> operands)
    {
        var isBound = function.Target is not null && !IsLambdaClass(function.Target.GetType());
        if (isBound)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, _delegates.Count);
            _il.Emit(OpCodes.Ldelem_Ref);
            _delegates.Add(function);
        }
        else if (!function.Method.IsStatic) _il.Emit(OpCodes.Ldnull);

        foreach (var operand in operands) Load(operand);
        _il.Emit(isBound ? OpCodes.Callvirt : OpCodes.Call, isBound ? Invoke(operands.Length) : function.Method);
    }

    // The compiler puts lambdas that capture nothing into a class without state: they can be called without it.
    static bool IsLambdaClass([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.None)] Type type) => type.Name == "<>c";

    static MethodInfo Invoke(int operands) => operands switch
    {
        1 => typeof(Func<double, double>).GetMethod("Invoke")!,
        2 => typeof(Func<double, double, double>).GetMethod("Invoke")!,
        _ => typeof(Func<double, double, double, double>).GetMethod("Invoke")!,
    };
}
