namespace Nabla.Symbolics;

// 64-bit hashes that are the same in every process: order and golden files rest on them.
static class ExprHash
{
    public static ulong Of(ulong a, ulong b)
    {
        // The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) over a mix that depends on the order of a and b.
        var h = a * 0x9E3779B97F4A7C15 + (b ^ (b >> 32)) + 0x632BE59BD9B4E019;
        h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9;
        h = (h ^ (h >> 27)) * 0x94D049BB133111EB;
        return h ^ (h >> 31);
    }

    public static ulong Of(ulong kind, string name)
    {
        var h = kind;
        foreach (var c in name) h = Of(h, (ulong)c);
        return h;
    }

    public static ulong OfNumber(ulong kind, Rational value)
    {
        if (value.TryGetInt(out var n)) return Of(kind, (ulong)n);
        var h = kind;
        if (value.IsSmall)
        {
            value.Above.TryGetInt(out var above);
            value.Below.TryGetInt(out var below);
            return OfBytes(OfBytes(h, above, 0), below, 256);
        }

        foreach (var b in value.Numerator.ToByteArray()) h = Of(h, (ulong)b);
        foreach (var b in value.Denominator.ToByteArray()) h = Of(h, 256UL + b);
        return h;
    }

    // The bytes that a large number of that value would give.
    static ulong OfBytes(ulong h, int n, ulong kind)
    {
        while (true)
        {
            var low = (byte)n;
            n >>= 8;
            h = Of(h, kind + low);
            if (n == (low < 0x80 ? 0 : -1)) return h;
        }
    }

    public static ulong Of(ulong kind, Expr[] arguments)
    {
        var h = kind;
        foreach (var x in arguments) h = Of(h, x.Hash);
        return h;
    }
}
