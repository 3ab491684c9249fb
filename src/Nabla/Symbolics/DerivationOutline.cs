namespace Nabla.Symbolics;

// The steps of a derivation in reading order with their numbers, each step with parts once: text, LaTeX, MathML and JSON
// are written from this list. Numbers nest to a bounded level; what lies deeper becomes an item of the first level.
sealed class DerivationOutline
{
    const int LevelsPeopleFollow = 6;

    readonly int _mostLevels;
    readonly bool _allParts;
    readonly Derivation _derivation;
    readonly Dictionary<DerivationStep, string> _numbers = [];
    readonly Queue<DerivationStep> _lifted = new();
    readonly List<Item> _items = [];
    int _next = 1;

    /// <summary>The outline; where names are given, without steps before and after which the same is shown.</summary>
    public DerivationOutline(Derivation derivation, DisplayNames? names = null, bool allParts = false, int mostLevels = LevelsPeopleFollow)
    {
        _derivation = derivation;
        _mostLevels = mostLevels;
        _allParts = allParts || derivation.Depth is not null;
        foreach (var step in derivation.Steps)
        {
            if (names?.ShowsNothing(step) == true) continue;
            Walk(step, Number(), isStage: true);
            // The end of the stage comes after all that it rests on.
            var end = _items[^1];
            _items.RemoveAt(_items.Count - 1);
            while (_lifted.TryDequeue(out var lifted)) Walk(lifted, _numbers[lifted], isStage: false);
            _items.Add(end);
        }
    }

    /// <summary>Open and Close enclose the items of a step's parts; a reference points at the number where the step is, or will be, opened.</summary>
    public enum ItemKind
    {
        Open,
        Close,
        Reference,
    }

    public readonly record struct Item(
        ItemKind Kind, DerivationStep Step, DerivationStep? Parent, string Number, int Level, string Target, bool HasParts)
    {
        /// <summary>Whether this is one of the derivation's own steps, not one of their parts.</summary>
        public bool IsStage { get; init; }
    }

    public IReadOnlyList<Item> Items => _items;

    /// <summary>Whether a part is said with its letter, as in u = 2x, u′ = 2, rather than in a step of its own.</summary>
    public static bool IsSaidAtSight(DerivationStep part) =>
        part.Rule == DerivativeRule.Linear
        || part.Rule == DerivativeRule.Identity
        || part.Rule == DerivativeRule.Constant;

    string Number() => _next++.ToString(System.Globalization.CultureInfo.InvariantCulture);

    void Walk(DerivationStep root, string number, bool isStage)
    {
        var pending = new Stack<(Item Item, bool Done)>();
        pending.Push((Opening(root, null, number, 0) with { IsStage = isStage }, false));
        while (pending.Count > 0)
        {
            var (item, done) = pending.Pop();
            if (done)
            {
                _items.Add(item with { Kind = ItemKind.Close });
                continue;
            }

            if (item.Level > 0) item = Resolve(item);
            else _numbers[item.Step] = item.Number;
            _items.Add(item);
            if (item.Kind == ItemKind.Reference) continue;
            pending.Push((item, true));
            if (!item.HasParts) continue;
            var parts = Parts(item.Step);
            for (var i = parts.Count - 1; i >= 0; i--)
                pending.Push((Opening(parts[i], item.Step, $"{item.Number}.{i + 1}", item.Level + 1), false));
        }
    }

    Item Opening(DerivationStep step, DerivationStep? parent, string number, int level)
    {
        var isCut = _derivation.Depth is { } depth && level + 1 >= depth;
        return new(ItemKind.Open, step, parent, number, level, "", !isCut && Parts(step).Count > 0);
    }

    // A step with parts is opened once; where it is used again, or too deep, stands a reference.
    Item Resolve(Item item)
    {
        if (!item.HasParts) return item;
        if (_numbers.TryGetValue(item.Step, out var known))
            return item with { Kind = ItemKind.Reference, Target = known, HasParts = false };
        if (item.Level < _mostLevels)
        {
            _numbers[item.Step] = item.Number;
            return item;
        }

        _lifted.Enqueue(item.Step);
        return item with { Kind = ItemKind.Reference, Target = _numbers[item.Step] = Number(), HasParts = false };
    }

    List<DerivationStep> Parts(DerivationStep step)
    {
        if (_allParts) return [.. step.Children];
        return [.. step.Children.Where(c => c.Variable == step.Variable && !(IsSaidAtSight(c) && IsBound(step, c)))];
    }

    static bool IsBound(DerivationStep step, DerivationStep child)
    {
        foreach (var binding in step.Bindings)
            if (ReferenceEquals(binding.Formula, child.Before)) return true;
        return false;
    }
}
