namespace Nabla.Symbolics;

// What is kept for each fingerprint. It is emptied for every sum that is looked at, so emptying costs nothing: an entry
// counts only if it was made since.
sealed class FingerprintMap<T>
    where T : struct
{
    const int Smallest = 1 << 6;

    struct Slot
    {
        public ulong Print;
        public long Round;
        public T Value;
    }

    Slot[] _slots = new Slot[Smallest];
    long _round = 1;
    int _count;

    public void Clear()
    {
        _round++;
        _count = 0;
    }

    /// <summary>What is kept for the fingerprint; isNew where it is only now given room.</summary>
    public ref T At(ulong print, out bool isNew)
    {
        ref var slot = ref Find(print);
        isNew = slot.Round != _round;
        if (!isNew) return ref slot.Value;
        if (2 * _count >= _slots.Length)
        {
            Grow();
            slot = ref Find(print);
        }

        _count++;
        slot.Round = _round;
        slot.Print = print;
        return ref slot.Value;
    }

    ref Slot Find(ulong print)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        // Sums of multiples of hashes: the high bits are as mixed as the hashes, the low ones are not.
        var i = (int)(print >> 32) & mask;
        while (slots[i].Round == _round && slots[i].Print != print) i = (i + 1) & mask;
        return ref slots[i];
    }

    void Grow()
    {
        var slots = _slots;
        _slots = new Slot[2 * slots.Length];
        foreach (var slot in slots)
            if (slot.Round == _round) Find(slot.Print) = slot;
    }
}
