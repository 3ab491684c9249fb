using System.Numerics;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>
/// Makes a code instruction by instruction. The same instruction is never made twice; unless it is told to keep
/// formulas as they stand, constants are folded and rewrites applied that give the same bits.
/// </summary>
sealed class CodeBuilder(
    int inputs, Budget? budget = null, bool asWritten = false, bool fastMath = false, int capacity = 32) : IDisposable
{
    // Slots that share a line of the fast memory.
    const int Neighbours = 8;

    readonly Budget _budget = budget ?? new Budget();
    Instruction[] _instructions = Loan.Take<Instruction>(capacity);
    int[] _operands = Loan.Take<int>(2 * capacity);
    Slot[] _table = Loan.TakeCleared<Slot>(Slots(2 * capacity));
    int _mask = Slots(2 * capacity) - 1;
    int _operandCount;

    // A place counted from 1 beside its hash, so that looking for one seldom touches the instructions.
    readonly record struct Slot(int Place, uint Hash);

    static int Slots(int atLeast) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(atLeast, Neighbours));

    /// <summary>A builder that goes on from a finished code, with the same instructions in the same places.</summary>
    public static CodeBuilder Continue(Code code, int inputs, Budget? budget = null, bool fastMath = false)
    {
        var builder = new CodeBuilder(inputs, budget, fastMath: fastMath, capacity: 3 * code.Length + 32);
        builder._budget.Charge(code.Length);
        code.Instructions.CopyTo(builder._instructions);
        if (builder._operands.Length < code.Pool.Length) Loan.Grow(ref builder._operands, code.Pool.Length);
        code.Pool.CopyTo(builder._operands);
        builder._operandCount = code.Pool.Length;
        builder.Length = code.Length;
        builder.FillTable();
        return builder;
    }

    /// <summary>The number of instructions so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether rewrites are allowed that differ at NaN, infinities, signed zeros or by rounding.</summary>
    public bool FastMath => fastMath;

    /// <summary>The instruction at the place.</summary>
    public ref readonly Instruction this[int place] => ref _instructions[place];

    /// <summary>The places the instruction reads; valid until the next instruction is made.</summary>
    public ReadOnlySpan<int> Operands(int place) =>
        this[place].Count == 0 ? [] : _operands.AsSpan(this[place].First, this[place].Count);

    /// <summary>The operand at that position of the instruction.</summary>
    public int Operand(int place, int position) => _operands[this[place].First + position];

    /// <summary>Whether the instruction applies that row.</summary>
    public bool Is(int place, ScalarRule row) => this[place].Applies(row);

    /// <summary>Whether the result is a constant, and its value.</summary>
    public bool IsConstant(int place, out double value)
    {
        value = this[place].Value;
        return this[place].Operation == Operation.Constant;
    }

    /// <summary>Whether the result is that constant, with that sign of zero.</summary>
    public bool IsConstant(int place, double value) =>
        IsConstant(place, out var found) && BitConverter.DoubleToInt64Bits(found) == BitConverter.DoubleToInt64Bits(value);

    /// <summary>The input of that number.</summary>
    public int Input(int number) => Place(new(Operation.Input, null, number, 0), []);

    /// <summary>A constant; a literal one takes the whole share of a tie.</summary>
    public int Constant(double value, bool isLiteral = false) =>
        Place(new(Operation.Constant, null, 0, 0, value, isLiteral), []);

    /// <summary>The row applied to earlier results.</summary>
    public int Apply(ScalarRule row, params ReadOnlySpan<int> operands)
    {
        if (asWritten) return Place(new(Operation.Row, row, 0, operands.Length), operands);
        if (AllConstant(operands)) return Constant(Fold(row, operands));
        if (Rewrites.Apply(this, row, operands) is { } simpler) return simpler;
        if (operands is [var a, var b] && a > b && Rewrites.Commutes(row)) return Place(new(Operation.Row, row, 0, 2), [b, a]);
        return Place(new(Operation.Row, row, 0, operands.Length), operands);
    }

    /// <summary>Sum, difference, product, quotient, negative: the rows that transformations make most.</summary>
    public int Add(int a, int b) => Apply(Elementwise.Add, a, b);

    /// <inheritdoc cref="Add"/>
    public int Subtract(int a, int b) => Apply(Elementwise.Subtract, a, b);

    /// <inheritdoc cref="Add"/>
    public int Multiply(int a, int b) => Apply(Elementwise.Multiply, a, b);

    /// <inheritdoc cref="Add"/>
    public int Divide(int a, int b) => Apply(Elementwise.Divide, a, b);

    /// <inheritdoc cref="Add"/>
    public int Negate(int a) => Apply(Elementwise.Negate, a);

    /// <summary>The place of the row applied to those operands if it was made before, else −1.</summary>
    public int Find(ScalarRule row, params ReadOnlySpan<int> operands)
    {
        if (operands is [var a, var b] && a > b && Rewrites.Commutes(row)) operands = [b, a];
        var instruction = new Instruction(Operation.Row, row, 0, operands.Length);
        return Find(instruction, operands, Hash(instruction, operands), out _) - 1;
    }

    /// <summary>The negative as an instruction of its own, even where it could be taken into its operand.</summary>
    public int NegateApart(int a) => Place(new(Operation.Row, Elementwise.Negate, 0, 1), [a]);

    /// <summary>Appends a code whose inputs are results of this one; gives the places of its outputs.</summary>
    public void Append(Code code, ReadOnlySpan<int> arguments, Span<int> outputs)
    {
        Span<int> places = code.Length <= 32 ? stackalloc int[code.Length] : new int[code.Length];
        Span<int> few = stackalloc int[8];
        for (var i = 0; i < code.Length; i++)
        {
            var instruction = code.Instructions[i];
            var from = code.Operands(i);
            var operands = from.Length <= few.Length ? few[..from.Length] : new int[from.Length];
            for (var k = 0; k < from.Length; k++) operands[k] = places[from[k]];
            places[i] = instruction.Operation switch
            {
                Operation.Input => arguments[instruction.First],
                Operation.Constant => Constant(instruction.Value, instruction.IsLiteral),
                _ => Apply(instruction.Row!, operands),
            };
        }

        for (var i = 0; i < outputs.Length; i++) outputs[i] = places[code.Outputs[i]];
    }

    /// <summary>The code made so far, with those results as its outputs.</summary>
    public Code Build(params ReadOnlySpan<int> outputs) => 
        new(inputs, _instructions[..Length], _operands[.._operandCount], outputs.ToArray());

    /// <summary>The same for as long as nothing more is made: the builder's own memory, which a large code would be copied from for long.</summary>
    public Code View(params ReadOnlySpan<int> outputs) => new(inputs, _instructions, Length, _operands, _operandCount, outputs.ToArray());

    /// <summary>Gives the builder's memory back; it makes no more instructions.</summary>
    public void Dispose()
    {
        Loan.Give(_instructions);
        Loan.Give(_operands);
        Loan.Give(_table);
        _instructions = [];
        _operands = [];
        _table = [];
    }

    bool AllConstant(ReadOnlySpan<int> operands)
    {
        foreach (var operand in operands)
            if (this[operand].Operation != Operation.Constant) return false;
        return true;
    }

    double Fold(ScalarRule row, ReadOnlySpan<int> operands)
    {
        var x = new double[operands.Length];
        for (var i = 0; i < x.Length; i++) x[i] = this[operands[i]].Value;
        return row.Evaluate(x);
    }

    int Place(Instruction instruction, ReadOnlySpan<int> operands)
    {
        var hash = Hash(instruction, operands);
        if (Find(instruction, operands, hash, out var free) is > 0 and var found) return found - 1;
        _budget.Charge();
        if (instruction.Operation == Operation.Row) instruction = instruction with { First = _operandCount };
        Append(instruction, operands);
        _table[free] = new(Length, hash);
        if (Length > _mask / 2) GrowTable();
        return Length - 1;
    }

    // The instruction's place counted from 1, or 0 and the slot where it belongs.
    int Find(in Instruction instruction, ReadOnlySpan<int> operands, uint hash, out int slot)
    {
        var home = Guess(instruction, operands, hash);
        slot = home;
        for (var probe = 1; _table[slot].Place != 0; probe++)
        {
            if (_table[slot].Hash == hash && Same(_table[slot].Place - 1, instruction, operands)) return _table[slot].Place;
            slot = Next(ref home, probe, hash);
        }

        return 0;
    }

    // The first place to look: instructions made together lie together, so that long codes are read in order.
    int Guess(in Instruction instruction, ReadOnlySpan<int> operands, uint hash) => _mask & instruction.Operation switch
    {
        Operation.Input => 2 * instruction.First,
        Operation.Constant => (int)hash,
        _ => operands.Length == 1
            ? 2 * operands[0] + (int)(instruction.Row!.Hash >> 40)
            : operands[0] + operands[1] + (int)(instruction.Row!.Hash >> 40),
    };

    // After the neighbours of a guess those of another, in strides that depend on the hash alone.
    int Next(ref int home, int probe, uint hash)
    {
        if (probe % Neighbours == 0) home = (home + ((int)(hash >> 4) | 1) * Neighbours) & _mask;
        return home ^ (probe % Neighbours);
    }

    void Append(in Instruction instruction, ReadOnlySpan<int> operands)
    {
        if (Length == _instructions.Length) Loan.Grow(ref _instructions, 2 * Length);
        if (_operandCount + operands.Length > _operands.Length) Loan.Grow(ref _operands, _operandCount + operands.Length);
        operands.CopyTo(_operands.AsSpan(_operandCount));
        _operandCount += operands.Length;
        _instructions[Length++] = instruction;
    }

    bool Same(int place, in Instruction other, ReadOnlySpan<int> operands)
    {
        ref readonly var found = ref this[place];
        return found.Operation == other.Operation && found.Operation switch
        {
            Operation.Input => found.First == other.First,
            Operation.Constant => found.IsLiteral == other.IsLiteral && IsConstant(place, other.Value),
            _ => found.AppliesSame(other) && Operands(place).SequenceEqual(operands),
        };
    }

    static uint Hash(in Instruction instruction, ReadOnlySpan<int> operands)
    {
        var hash = instruction.Operation switch
        {
            Operation.Input => (ulong)instruction.First,
            Operation.Constant => BitConverter.DoubleToUInt64Bits(instruction.Value) + (instruction.IsLiteral ? 1u : 0u),
            _ => instruction.Row!.Hash,
        };
        foreach (var operand in operands) hash = ExprHash.Of(hash, (ulong)operand);
        return (uint)(ExprHash.Of(hash, (ulong)instruction.Operation) >> 32);
    }

    void GrowTable()
    {
        Loan.Give(_table);
        _mask = 2 * _mask + 1;
        _table = Loan.TakeCleared<Slot>(_mask + 1);
        FillTable();
    }

    void FillTable()
    {
        for (var place = 0; place < Length; place++)
        {
            var operands = Operands(place);
            var hash = Hash(this[place], operands);
            var home = Guess(this[place], operands, hash);
            var slot = home;
            for (var probe = 1; _table[slot].Place != 0; probe++) slot = Next(ref home, probe, hash);
            _table[slot] = new(place + 1, hash);
        }
    }
}
