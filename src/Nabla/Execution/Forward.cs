using System.Runtime.InteropServices;

namespace Nabla.Execution;

/// <summary>Forward accumulation: the derivatives of everything along one direction of the inputs.</summary>
/// <param name="code">The code under differentiation, complete; derivatives are appended to it.</param>
/// <param name="differentiation">Partial derivatives and terms over the same code.</param>
sealed class Forward(CodeBuilder code, Differentiation differentiation)
{
    readonly Term[] _tangents = new Term[code.Length];
    readonly List<Term> _contributions = [];

    /// <summary>Runs the pass with the tangent of each input and gives the place of each output's tangent.</summary>
    public int[] Along(ReadOnlySpan<Term> direction, ReadOnlySpan<int> outputs)
    {
        for (var place = 0; place < _tangents.Length; place++)
            _tangents[place] = code[place].Operation == Operation.Input ? direction[code[place].First] : Tangent(place);
        var places = new int[outputs.Length];
        for (var i = 0; i < places.Length; i++) places[i] = differentiation.Terms.Place(_tangents[outputs[i]]);
        return places;
    }

    Term Tangent(int place)
    {
        _contributions.Clear();
        for (var position = 0; position < code[place].Count; position++)
        {
            var along = _tangents[code.Operand(place, position)];
            if (along.IsZero) continue;
            var contribution = differentiation.Contribution(place, position, along);
            if (!contribution.IsZero) _contributions.Add(contribution);
        }

        return differentiation.Terms.Sum(CollectionsMarshal.AsSpan(_contributions));
    }
}
