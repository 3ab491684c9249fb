using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>One value for each row of the rule table, found by the row's place.</summary>
sealed class RowTable<T>
{
    readonly T[] _values = new T[Elementwise.All.Count];

    public RowTable()
    {
    }

    public RowTable(Func<ScalarRule, T> value)
    {
        foreach (var row in Elementwise.All) this[row] = value(row);
    }

    public T this[ScalarRule row]
    {
        get => _values[row.Number];
        set => _values[row.Number] = value;
    }
}
