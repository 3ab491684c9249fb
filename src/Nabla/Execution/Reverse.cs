using System.Runtime.InteropServices;

namespace Nabla.Execution;

/// <summary>Reverse accumulation: the derivatives of one output by everything it rests on, in one pass from it back to the inputs.</summary>
/// <param name="code">The code under differentiation, complete; derivatives are appended to it.</param>
/// <param name="differentiation">Partial derivatives and terms over the same code.</param>
sealed class Reverse(CodeBuilder code, Differentiation differentiation)
{
    readonly bool[] _varied = Varied(code);
    readonly Term[] _cotangents = new Term[code.Length];
    readonly Dictionary<int, List<Term>> _further = [];
    readonly List<int> _met = [];

    /// <summary>The cotangent of an instruction after the last pass.</summary>
    public Term Cotangent(int place)
    {
        if (!_further.Remove(place, out var contributions)) return _cotangents[place];
        // What came last is the earliest in the code and goes first, so that partial sums can go along with it.
        contributions.Reverse();
        return _cotangents[place] = differentiation.Terms.Sum(CollectionsMarshal.AsSpan(contributions));
    }

    /// <summary>Whether the instruction depends on an input.</summary>
    public bool IsVaried(int place) => _varied[place];

    /// <summary>Runs the pass from the output, whose own cotangent is 1.</summary>
    public void From(int output)
    {
        foreach (var place in _met) _cotangents[place] = Term.Zero;
        _met.Clear();
        _further.Clear();
        if (!_varied[output]) return;
        _cotangents[output] = Term.One;
        _met.Add(output);
        // Instructions stand after their operands, so going down meets each one with its cotangent complete.
        var pending = code[output].Count > 0 ? 1 : 0;
        for (var place = output; pending > 0; place--)
        {
            if (_cotangents[place].IsZero || code[place].Count == 0) continue;
            pending--;
            pending += Back(place);
        }
    }

    // Hands the cotangent on to the operands; the number of them that now wait for their turn.
    int Back(int place)
    {
        var waiting = 0;
        var cotangent = Cotangent(place);
        if (Ways(place) > 1) cotangent = differentiation.Terms.Gather(cotangent);
        for (var position = 0; position < code[place].Count; position++)
        {
            var operand = code.Operand(place, position);
            if (!_varied[operand]) continue;
            var contribution = differentiation.Contribution(place, position, cotangent);
            if (contribution.IsZero) continue;
            if (_cotangents[operand].IsZero)
            {
                _cotangents[operand] = contribution;
                _met.Add(operand);
                if (code[operand].Count > 0) waiting++;
            }
            else if (_further.TryGetValue(operand, out var further)) further.Add(contribution);
            else _further.Add(operand, [_cotangents[operand], contribution]);
        }

        return waiting;
    }

    int Ways(int place)
    {
        var ways = 0;
        foreach (var operand in code.Operands(place))
            if (_varied[operand]) ways++;
        return ways;
    }

    static bool[] Varied(CodeBuilder code)
    {
        var varied = new bool[code.Length];
        for (var place = 0; place < varied.Length; place++)
        {
            varied[place] = code[place].Operation == Operation.Input;
            foreach (var operand in code.Operands(place)) varied[place] |= varied[operand];
        }

        return varied;
    }
}
