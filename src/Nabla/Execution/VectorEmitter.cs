using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Nabla.Execution.Kernels;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Runs a code over columns: x holds one pointer for each input and y one for each output; count is whole vectors.</summary>
unsafe delegate void VectorLoop(double** x, double** y, nint count);

/// <summary>Emits a finished code as one loop over columns of points, a vector of points at a time.</summary>
[RequiresDynamicCode("Emits machine code.")]
sealed class VectorEmitter
{
    // Past this many, kernels are called: inlining all of them would cost more than the calls.
    const int MostInlined = 12;

    static readonly Lanes s_lanes = Lanes.Widest;

    readonly Code _code;
    readonly ILGenerator _il;
    readonly LocalBuilder?[] _locals;
    readonly bool[] _onStack;
    readonly LocalBuilder[] _columns;
    readonly LocalBuilder _offset;
    readonly bool _inline;
    readonly bool[]? _isNumber;

    VectorEmitter(Code code, ILGenerator il, bool[]? isNumber)
    {
        (_code, _isNumber) = (code, isNumber);
        _il = il;
        _locals = new LocalBuilder?[code.Length];
        _onStack = StackTrees.Choose(code);
        _columns = [.. Enumerable.Range(0, code.Inputs + code.Outputs.Length).Select(_ => il.DeclareLocal(typeof(double*)))];
        _offset = il.DeclareLocal(typeof(nint));
        _inline = KernelCalls(code) <= MostInlined;
    }

    /// <summary>The loop as a delegate; inputs that are numbers point to one, which holds at every point.</summary>
    public static VectorLoop Emit(Code code, bool[]? isNumber = null)
    {
        var method = new DynamicMethod(
            "Columns", typeof(void), [typeof(object), typeof(double**), typeof(double**), typeof(nint)],
            typeof(VectorEmitter).Module, skipVisibility: true);
        new VectorEmitter(code, method.GetILGenerator(), isNumber).Body();
        return method.CreateDelegate<VectorLoop>(null);
    }

    void Body()
    {
        for (var i = 0; i < _columns.Length; i++) LoadColumn(i);
        LoadNumbers();
        Label next = _il.DefineLabel(), test = _il.DefineLabel();
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _offset);
        _il.Emit(OpCodes.Br, test);
        _il.MarkLabel(next);
        ComputePoints();
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldc_I4, s_lanes.Width * sizeof(double));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _offset);
        _il.MarkLabel(test);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Ldarg_3);
        _il.Emit(OpCodes.Ldc_I4, sizeof(double));
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Blt, next);
        _il.Emit(OpCodes.Ret);
    }

    void LoadColumn(int number)
    {
        var isInput = number < _code.Inputs;
        _il.Emit(isInput ? OpCodes.Ldarg_1 : OpCodes.Ldarg_2);
        _il.Emit(OpCodes.Ldc_I4, (isInput ? number : number - _code.Inputs) * nint.Size);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I);
        _il.Emit(OpCodes.Stloc, _columns[number]);
    }

    void LoadNumbers()
    {
        if (_isNumber is null) return;
        for (var place = 0; place < _code.Length; place++)
        {
            var instruction = _code.Instructions[place];
            if (instruction.Operation != Operation.Input || !_isNumber[instruction.First]) continue;
            _il.Emit(OpCodes.Ldloc, _columns[instruction.First]);
            _il.Emit(OpCodes.Ldind_R8);
            _il.Emit(OpCodes.Call, s_lanes.Broadcast);
            _il.Emit(OpCodes.Stloc, _locals[place] = _il.DeclareLocal(s_lanes.Vector));
        }
    }

    void ComputePoints()
    {
        for (var place = 0; place < _code.Length; place++)
        {
            if (_onStack[place] || _locals[place] is not null || _code.Instructions[place].Operation == Operation.Constant) continue;
            Compute(place);
            _il.Emit(OpCodes.Stloc, _locals[place] = _il.DeclareLocal(s_lanes.Vector));
        }

        for (var i = 0; i < _code.Outputs.Length; i++)
        {
            Load(_code.Outputs[i]);
            Address(_code.Inputs + i);
            _il.Emit(OpCodes.Call, s_lanes.Store);
        }
    }

    void Address(int column)
    {
        _il.Emit(OpCodes.Ldloc, _columns[column]);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Add);
    }

    void Load(int place)
    {
        if (_locals[place] is { } local)
        {
            _il.Emit(OpCodes.Ldloc, local);
        }
        else if (_code.IsConstant(place, out var value))
        {
            _il.Emit(OpCodes.Ldc_R8, value);
            _il.Emit(OpCodes.Call, s_lanes.Broadcast);
        }
        else
        {
            Compute(place);
        }
    }

    void Compute(int place)
    {
        var instruction = _code.Instructions[place];
        if (instruction.Operation == Operation.Input)
        {
            Address(instruction.First);
            _il.Emit(OpCodes.Call, s_lanes.Load);
            return;
        }

        foreach (var operand in _code.Operands(place)) Load(operand);
        _il.Emit(OpCodes.Call, s_lanes.Arithmetic.GetValueOrDefault(instruction.Row!) ?? Kernel(instruction.Row!));
    }

    MethodInfo Kernel(ScalarRule row)
    {
        var kernel = ElementwiseKernels.Find(row.Name);
        return _inline ? kernel.Method(s_lanes.Width) : kernel.Called(s_lanes.Width);
    }

    static int KernelCalls(Code code)
    {
        var calls = 0;
        foreach (var instruction in code.Instructions)
            if (instruction.Row is { } row && !s_lanes.Arithmetic.ContainsKey(row)) calls++;
        return calls;
    }
}
