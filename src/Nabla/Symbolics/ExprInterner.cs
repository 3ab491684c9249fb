using Nabla.Rules;

namespace Nabla.Symbolics;

// One table per thread, so interning takes no lock; an expression made on another thread, or before the table was last
// dropped, is still equal by structure. Dropping the whole table between operations keeps memory flat over any number
// of formulas, and never happens inside one operation, so that its results stay linear in its input.
static class ExprInterner
{
    [ThreadStatic] static ExprTable? t_table;

    // A table that has grown large, while the garbage collector leaves it: what was made of a large formula last is mostly
    // what the next operation is asked for.
    [ThreadStatic] static WeakReference<ExprTable>? t_large;

    /// <summary>The thread's table; within an operation it stays the same, so that work on many parts asks once.</summary>
    internal static ExprTable Current => t_table is { Operations: > 0 } table ? table : BetweenOperations();

    static ExprTable BetweenOperations()
    {
        var table = t_table ??= new();
        if (table.IsOverfull) table.Clear();
        return table;
    }

    /// <summary>The expression in the table that equals one of another table, put there if need be.</summary>
    internal static Expr Import(Expr expr) => Current.Import(expr);

    /// <summary>The rule applied to the argument: the expression in the table, or a new one.</summary>
    internal static Expr Apply(ScalarRule rule, Expr x) => Current.Apply(rule, x);

    /// <summary>The rule applied to the arguments: the expression in the table, or a new one.</summary>
    internal static Expr Apply(ScalarRule rule, Expr a, Expr b) => Current.Apply(rule, a, b);

    /// <summary>The rule applied to three arguments or more: the expression in the table, or a new one.</summary>
    internal static Expr Apply(ScalarRule rule, Expr[] arguments) => Current.Apply(rule, arguments);

    /// <summary>Whether the thread has found the two equal by structure before.</summary>
    internal static bool AreKnownEqual(Expr a, Expr b) => t_table is { } table && ReferenceEquals(table.Representative(a), table.Representative(b));

    /// <summary>Keeps in mind that the two are equal by structure.</summary>
    internal static void RememberEqual(Expr a, Expr b) => t_table?.Join(a, b);

    /// <summary>Keeps the table for the life of the scope; the outermost scope lets go of one that has grown large.</summary>
    internal static Operation Begin()
    {
        if (t_table is not { Operations: > 0 } && t_large?.TryGetTarget(out var large) == true)
        {
            t_table = large;
            t_large.SetTarget(null!);
        }

        return BeginAnew();
    }

    /// <summary>The same for an operation that has no use for what was made of a large formula.</summary>
    internal static Operation BeginAnew()
    {
        var table = t_table ??= new();
        table.Begin();
        return new(table);
    }

    static void LetGo(ExprTable table)
    {
        t_table = null;
        if (t_large is null) t_large = new(table);
        else t_large.SetTarget(table);
    }

    internal readonly struct Operation : IDisposable
    {
        readonly ExprTable _table;

        internal Operation(ExprTable table) => _table = table;

        public void Dispose()
        {
            if (!_table.End()) LetGo(_table);
        }
    }
}
