using System.Runtime.InteropServices;

namespace Nabla.Symbolics;

// Sorts what mostly comes in order, or in the opposite one: the terms and factors of long formulas, which are made one
// after another. Those take one comparison each; others as many as any sort.
static class Runs
{
    public static void Sort<T>(List<T> items, Comparison<T> compare)
    {
        var all = CollectionsMarshal.AsSpan(items);
        int rising = 1, falling = 1;
        while (rising < all.Length && compare(all[rising - 1], all[rising]) <= 0) rising++;
        if (rising >= all.Length) return;
        // Equals keep their order, which turning them round would change.
        while (falling < all.Length && compare(all[falling - 1], all[falling]) > 0) falling++;
        if (falling == all.Length) all.Reverse();
        else all.Sort(compare);
    }
}
