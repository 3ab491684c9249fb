using System.Runtime.InteropServices;
using Nabla.Rules;

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
        // In the order of the code, so that partial sums can go along with it.
        contributions.Reverse();
        for (var i = 1; i < contributions.Count; i++)
        {
            if (contributions[i - 1].Origin <= contributions[i].Origin) continue;
            contributions = [.. contributions.OrderBy(term => term.Origin)];
            break;
        }

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
        if (_further.TryGetValue(place, out var several) && (Multiple(place) ?? SquareOfInput(place, several)) is { } only)
            return HandOn(place, only, several);
        var waiting = 0;
        var cotangent = Cotangent(place);
        if (Ways(place) > 1) cotangent = differentiation.Terms.Gather(cotangent);
        for (var position = 0; position < code[place].Count; position++)
            if (_varied[code.Operand(place, position)])
                waiting += Add(code.Operand(place, position), differentiation.Contribution(place, position, cotangent) with { Origin = place });
        return waiting;
    }

    // A multiple of one result takes no sum: every contribution goes on by itself, with another factor.
    int HandOn(int place, int position, List<Term> several)
    {
        var waiting = 0;
        foreach (var term in several)
            waiting += Add(code.Operand(place, position), differentiation.Contribution(place, position, term) with { Origin = term.Origin });
        return waiting;
    }

    // Two multiples of different results that come to the square of an input: the slope 2x goes to the linear terms that
    // mostly stand beside it under each, and what the inputs of a quadratic form have in common is then seen.
    int? SquareOfInput(int place, List<Term> several) =>
        several is [{ Local: < 0, Carried: >= 0 } a, { Local: < 0, Carried: >= 0 } b] && a.Carried != b.Carried
        && code.Is(place, Elementwise.Power) && code.IsConstant(code.Operand(place, 1), out var exponent) && exponent == 2
        && code[code.Operand(place, 0)].Operation == Operation.Input
            ? 0
            : null;

    // The position of the operand that the instruction is a constant multiple of.
    int? Multiple(int place)
    {
        if (code.Is(place, Elementwise.Negate)) return 0;
        if (!code.Is(place, Elementwise.Multiply)) return null;
        return code.IsConstant(code.Operand(place, 0), out _) ? 1 : code.IsConstant(code.Operand(place, 1), out _) ? 0 : null;
    }

    int Add(int operand, Term contribution)
    {
        if (contribution.IsZero) return 0;
        if (_cotangents[operand].IsZero)
        {
            _cotangents[operand] = contribution;
            _met.Add(operand);
            return code[operand].Count > 0 ? 1 : 0;
        }

        if (_further.TryGetValue(operand, out var further)) further.Add(contribution);
        else _further.Add(operand, [_cotangents[operand], contribution]);
        return 0;
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
