using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>One value for each row of the rule table, found by the row's place.</summary>
sealed class RowTable<T>
{
    readonly T[] _values = new T[Elementwise.All.Count];

    public RowTable()
    {
    }

    public RowTable(Dictionary<ScalarRule, T> known, T others)
    {
        // Start-up time: a loop is compiled ahead, and Array.Fill is not.
        for (var i = 0; i < _values.Length; i++) _values[i] = others;
        foreach (var (row, value) in known) this[row] = value;
    }

    public T this[ScalarRule row]
    {
        get => _values[row.Number];
        set => _values[row.Number] = value;
    }
}
