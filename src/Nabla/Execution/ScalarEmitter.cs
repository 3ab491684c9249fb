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
sealed partial class ScalarEmitter
{
    static readonly MethodInfo s_inputReference = ((Reference)MemoryMarshal.GetReference).Method;
    static readonly MethodInfo s_outputReference = ((WritableReference)MemoryMarshal.GetReference).Method;
    static readonly MethodInfo s_arrayReference = ((ArrayReference)MemoryMarshal.GetArrayDataReference).Method;
    static readonly MethodInfo s_sinCos = ((Func<double, (double, double)>)Scalar.SinCos).Method;

    readonly Code _code;
    readonly ILGenerator _il;
    readonly LocalBuilder?[] _locals;
    readonly bool[] _onStack;
    readonly int[] _partner;
    readonly int[] _quotient;
    readonly bool[] _isPlain;
    readonly bool _isTested;
    readonly ILookup<int, int> _outputsAt;
    readonly List<Delegate> _delegates = [];
    readonly List<double> _numbers = [];
    readonly int[] _numberAt;
    LocalBuilder? _firstNumber;
    int _excessOfAdditions;
    int? _two;

    delegate ref double Reference(ReadOnlySpan<double> span);

    delegate ref double WritableReference(Span<double> span);

    delegate ref double ArrayReference(double[] array);

    ScalarEmitter(Code code, ILGenerator il)
    {
        _code = code;
        _il = il;
        _locals = new LocalBuilder?[code.Length];
        _partner = SineCosinePairs(code);
        _quotient = Quotients.Pairs(code);
        _numberAt = Registers.NumbersInMemory(code);
        _isPlain = Guards.SeenAtTheEnd(code);
        _isTested = Array.IndexOf(_isPlain, true) >= 0;
        _excessOfAdditions = ExcessOfAdditions();
        _outputsAt = Enumerable.Range(1, Math.Max(0, code.Outputs.Length - 1)).ToLookup(i => code.Outputs[i]);
        _onStack = StackTrees.Choose(code);
        for (var place = 0; place < code.Length; place++) _onStack[place] &= _partner[place] < 0 && _quotient[place] < 0;
    }

    /// <summary>The method, as a delegate that gives the first output and writes the others.</summary>
    /// <param name="code">The finished code.</param>
    /// <param name="atSingularPoints">The same code by other means, for points where a product needs its guard.</param>
    public static Function Emit(Code code, Function atSingularPoints)
    {
        // A delegate with a bound first argument is called without a shuffle of the others.
        var method = new DynamicMethod(
            "Formula", typeof(double), [typeof(Surroundings), typeof(ReadOnlySpan<double>), typeof(Span<double>)],
            typeof(ScalarEmitter).Module, skipVisibility: true);
        var emitter = new ScalarEmitter(code, method.GetILGenerator());
        emitter.Body();
        return method.CreateDelegate<Function>(
            new Surroundings(emitter._delegates.ToArray(), emitter._numbers.ToArray(), atSingularPoints));
    }

    void Body()
    {
        CheckLengths();
        KeepNumbers();
        LoadInputs();
        ComputeAll();
        if (_isTested) TestForNaN();
        for (var i = 1; i < _code.Outputs.Length; i++)
            if (!IsStoredAtOnce(_code.Outputs[i])) Store(i);
        if (_code.Outputs.Length > 0) Load(_code.Outputs[0]);
        else _il.Emit(OpCodes.Ldc_R8, 0.0);
        _il.Emit(OpCodes.Ret);
        FailOnLengths();
        if (_isTested) RunAtSingularPoint();
    }

    void ComputeAll()
    {
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
    }

    void LoadInputs()
    {
        for (var place = 0; place < _code.Length; place++)
        {
            if (_code.Instructions[place] is not { Operation: Operation.Input, First: var number }) continue;
            LoadInput(number);
            Keep(place);
        }
    }

    void LoadInput(int number)
    {
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Call, s_inputReference);
        Offset(number);
        _il.Emit(OpCodes.Ldind_R8);
    }

    // Every input is in a local before the first result, so results may be written as they come even where the point
    // stands; where a test at the end may turn to the point again, they wait for it.
    bool IsStoredAtOnce(int place) => !_isTested && !_isRepeated && _code.Instructions[place].Operation == Operation.Row;

    void Store(int output)
    {
        ToResult(output - 1);
        Load(_code.Outputs[output]);
        _il.Emit(OpCodes.Stind_R8);
    }

    void ToResult(int number)
    {
        _il.Emit(OpCodes.Ldarg_2);
        _il.Emit(OpCodes.Call, s_outputReference);
        Offset(number);
    }

    void Offset(int number)
    {
        if (number == 0) return;
        _il.Emit(OpCodes.Ldc_I4, number * sizeof(double));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    void Keep(int place)
    {
        _il.Emit(OpCodes.Stloc, _locals[place] = _il.DeclareLocal(typeof(double)));
        if (!IsStoredAtOnce(place)) return;
        foreach (var output in _outputsAt[place]) Store(output);
    }

    // Leaves a result on the evaluation stack. Trees are shallow by choice, so this recursion is too.
    void Load(int place)
    {
        if (_locals[place] is { } local) _il.Emit(OpCodes.Ldloc, local);
        else if (_numberAt[place] >= 0) LoadNumber(_numberAt[place]);
        else if (_code.IsConstant(place, out var value)) _il.Emit(OpCodes.Ldc_R8, value);
        else Compute(place);
    }

    // The JIT would keep a number in a register for its next use even where that sends results to the stack; reads that
    // are marked volatile are left where they are.
    void KeepNumbers()
    {
        for (var place = 0; place < _code.Length; place++)
            if (_numberAt[place] >= 0) _numbers.Add(_code.Instructions[place].Value);
        // Below that, to fetch the number costs more than the additions that it spares.
        if (_excessOfAdditions > 8)
        {
            _two = _numbers.Count;
            _numbers.Add(2);
        }

        if (_numbers.Count == 0) return;
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Surroundings.NumbersField);
        _il.Emit(OpCodes.Call, s_arrayReference);
        _il.Emit(OpCodes.Stloc, _firstNumber = _il.DeclareLocal(typeof(double).MakeByRefType()));
    }

    void LoadNumber(int number)
    {
        _il.Emit(OpCodes.Ldloc, _firstNumber!);
        Offset(number);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldind_R8);
    }

    void Compute(int place)
    {
        var row = _code.Instructions[place].Row!;
        var operands = _code.Operands(place);
        if (Doubled(place) is { } doubled) Double(doubled);
        else if (ReferenceEquals(row, Elementwise.Where)) Select(operands[0], operands[1], operands[2]);
        else if ((_isPlain[place] ? OpCodes.Mul : Arithmetic(row)) is { } opcode)
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

    int? Doubled(int place)
    {
        var operands = _code.Operands(place);
        if (_code.Is(place, Elementwise.Add)) return operands[0] == operands[1] ? operands[0] : null;
        if (!_code.Is(place, Elementwise.Multiply)) return null;
        return _code.IsConstant(operands[0], out var factor) && factor == 2 ? operands[1]
            : _code.IsConstant(operands[1], out factor) && factor == 2 ? operands[0]
            : null;
    }

    // A product or an addition, the same bits: whichever unit of the processor has less to do. The JIT would make an
    // addition of a product by a number that it can see.
    void Double(int place)
    {
        Load(place);
        if (_two is { } two && _excessOfAdditions > 0)
        {
            LoadNumber(two);
            _il.Emit(OpCodes.Mul);
            _excessOfAdditions--;
        }
        else
        {
            _il.Emit(OpCodes.Dup);
            _il.Emit(OpCodes.Add);
            _excessOfAdditions++;
        }
    }

    // Doublings apart; 0 where there are none.
    int ExcessOfAdditions()
    {
        int excess = 0, doublings = 0;
        for (var place = 0; place < _code.Length; place++)
        {
            if (Doubled(place) is not null) doublings++;
            else if (_code.Is(place, Elementwise.Add) || _code.Is(place, Elementwise.Subtract)) excess++;
            else if (_isPlain[place] || _code.Is(place, Elementwise.Multiply)) excess--;
        }

        return doublings > 0 ? excess : 0;
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
            _il.Emit(OpCodes.Ldfld, Surroundings.FunctionsField);
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
