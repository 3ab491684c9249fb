using System.Globalization;
using System.Numerics;

namespace Nabla.Symbolics;

/// <summary>An exact fraction in lowest terms with a positive denominator; small values live in one machine word.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    const long Mark = long.MinValue;

    // More would not fit 32 bits but for ±1.
    const int MostFactors = 31;

    // A small number: the numerator in the low half, the denominator less one in the high half. Sums and products of two
    // such parts fit a long, so the small path needs no overflow check.
    readonly long _small;
    readonly Big? _big;

    Rational(long small, Big? big)
    {
        _small = small;
        _big = big;
    }

    Rational(int numerator, int denominator)
        : this((uint)numerator | (long)(uint)(denominator - 1) << 32, null)
    {
    }

    Rational(Big big)
        : this(0, big)
    {
    }

    int SmallNumerator => (int)_small;

    int SmallDenominator => (int)(_small >> 32) + 1;

    // No denominator needs its highest bit: who keeps numbers with a yes or no each may note it there, so that both
    // travel in two registers. A marked number is good for nothing else.
    internal Rational Marked(bool mark) => new(mark ? _small | Mark : _small, _big);

    internal Rational Unmarked => new(_small & ~Mark, _big);

    internal bool IsMarked => _small < 0;

    sealed class Big(BigInteger numerator, BigInteger denominator)
    {
        public readonly BigInteger Numerator = numerator;
        public readonly BigInteger Denominator = denominator;
    }

    /// <summary>The number 0.</summary>
    public static Rational Zero => default;

    /// <summary>The number 1.</summary>
    public static Rational One => new(1, 1);

    internal static Rational MinusOne => new(-1, 1);

    internal static Rational Half => new(1, 2);

    /// <summary>The numerator in lowest terms; it carries the sign.</summary>
    public BigInteger Numerator => _big?.Numerator ?? SmallNumerator;

    /// <summary>The denominator in lowest terms, always positive.</summary>
    public BigInteger Denominator => _big?.Denominator ?? SmallDenominator;

    /// <summary>Whether the denominator is 1.</summary>
    public bool IsInteger => _big is null ? _small >> 32 == 0 : _big.Denominator.IsOne;

    /// <summary>Whether finitely many decimal digits write the number exactly: its denominator has no prime factors but 2 and 5.</summary>
    public bool HasFiniteDecimal
    {
        get
        {
            if (_big is not null)
            {
                var rest = _big.Denominator;
                while (rest.IsEven) rest >>= 1;
                return BigInteger.ModPow(5, Bits(rest), rest).IsZero || rest.IsOne;
            }

            var d = SmallDenominator;
            while (d % 2 == 0) d /= 2;
            while (d % 5 == 0) d /= 5;
            return d == 1;
        }
    }

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => _small == 0 && _big is null;

    /// <summary>Whether the number is 1.</summary>
    public bool IsOne => _small == 1 && _big is null;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => _big is null ? Math.Sign(SmallNumerator) : _big.Numerator.Sign;

    /// <summary>The fraction numerator/denominator in lowest terms; throws <see cref="DivideByZeroException"/> for denominator 0.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException("A fraction needs a denominator other than 0.");
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) common = -common;
        if (!common.IsOne)
        {
            numerator /= common;
            denominator /= common;
        }

        return FitsInt(numerator) && FitsInt(denominator)
            ? new Rational((int)numerator, (int)denominator)
            : new Rational(new Big(numerator, denominator));
    }

    static bool FitsInt(BigInteger n) => n >= -int.MaxValue && n <= int.MaxValue;

    static bool FitsInt(long n) => n is >= -int.MaxValue and <= int.MaxValue;

    // A whole number of any size.
    static Rational OfLong(long n) => FitsInt(n) ? new((int)n, 1) : new(new Big(n, BigInteger.One));

    // A fraction with a positive denominator.
    static Rational OfLong(long numerator, long denominator)
    {
        if (denominator == 1) return OfLong(numerator);
        var common = Gcd(numerator, denominator);
        return common == 1 ? OfLowest(numerator, denominator) : OfLowest(numerator / common, denominator / common);
    }

    static Rational OfLowest(long numerator, long denominator) => FitsInt(numerator) && FitsInt(denominator)
        ? new((int)numerator, (int)denominator)
        : new(new Big(numerator, denominator));

    /// <summary>Whether numerator and denominator fit 32 bits.</summary>
    internal bool IsSmall => _big is null;

    bool IsSmallInteger => _small >> 32 == 0 && _big is null;

    /// <summary>The numerator as a number of its own.</summary>
    internal Rational Above => _big is null ? new(SmallNumerator, 1) : Of(_big.Numerator, BigInteger.One);

    /// <summary>The denominator as a number of its own.</summary>
    internal Rational Below => _big is null ? new(SmallDenominator, 1) : Of(_big.Denominator, BigInteger.One);

    /// <summary>Whether the numerator is even.</summary>
    internal bool IsEven => _big is null ? (_small & 1) == 0 : _big.Numerator.IsEven;

    /// <summary>The largest number that divides both to whole numbers.</summary>
    internal static Rational CommonDivisor(Rational a, Rational b)
    {
        if (a._big is null && b._big is null)
        {
            long p = a.SmallDenominator, q = b.SmallDenominator;
            // What divides both numerators divides neither denominator.
            return OfLowest(Gcd(a.SmallNumerator, b.SmallNumerator), p == q ? p : p / Gcd(p, q) * q);
        }

        var common = BigInteger.GreatestCommonDivisor(a.Denominator, b.Denominator);
        return Of(BigInteger.GreatestCommonDivisor(a.Numerator, b.Numerator), a.Denominator / common * b.Denominator);
    }

    static long Gcd(long a, long b)
    {
        a = Math.Abs(a);
        b = Math.Abs(b);
        while (b > 1) (a, b) = (b, a % b);
        return b == 1 ? 1 : a;
    }

    /// <summary>The whole number n.</summary>
    public static implicit operator Rational(long n) => OfLong(n);

    /// <summary>The whole number n.</summary>
    public static implicit operator Rational(BigInteger n) => Of(n, BigInteger.One);

    /// <summary>The exact sum.</summary>
    public static Rational operator +(Rational a, Rational b)
    {
        if (a._big is not null || b._big is not null)
            return Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
        if ((a._small | b._small) >> 32 == 0) return OfLong((long)a.SmallNumerator + b.SmallNumerator);
        long p = a.SmallDenominator, q = b.SmallDenominator;
        return OfLong(a.SmallNumerator * q + b.SmallNumerator * p, p * q);
    }

    /// <summary>The exact negative.</summary>
    public static Rational operator -(Rational a) => a._big is null ? new(-a.SmallNumerator, a.SmallDenominator) : Of(-a.Numerator, a.Denominator);

    /// <summary>The exact difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>The exact product.</summary>
    public static Rational operator *(Rational a, Rational b) =>
        a._big is not null || b._big is not null ? Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator)
        : (a._small | b._small) >> 32 == 0 ? OfLong((long)a.SmallNumerator * b.SmallNumerator)
        : OfLong((long)a.SmallNumerator * b.SmallNumerator, (long)a.SmallDenominator * b.SmallDenominator);

    /// <summary>The exact quotient; throws <see cref="DivideByZeroException"/> for b = 0.</summary>
    public static Rational operator /(Rational a, Rational b) => a * b.Reciprocal();

    /// <summary>1 divided by this number; throws <see cref="DivideByZeroException"/> for 0.</summary>
    public Rational Reciprocal()
    {
        if (IsZero) throw new DivideByZeroException("0 has no reciprocal.");
        if (_big is not null) return Of(Denominator, Numerator);
        return SmallNumerator > 0
            ? new(SmallDenominator, SmallNumerator)
            : new(-SmallDenominator, -SmallNumerator);
    }

    /// <summary>This number to a whole power; the caller bounds the size of the result. Throws <see cref="DivideByZeroException"/> for 0 to a negative power.</summary>
    public Rational Power(int exponent)
    {
        if (exponent == 1) return this;
        if (exponent < 0) return Reciprocal().Power(-exponent);
        if (IsOne || exponent == 0) return One;
        return TrySmallPower(exponent, out var power) ? power : Of(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));
    }

    /// <summary>This number to a positive whole power, where neither is large and 32 bits hold numerator and denominator of the result.</summary>
    internal bool TrySmallPower(int exponent, out Rational power)
    {
        power = default;
        if (_big is not null || exponent is < 1 or > MostFactors) return false;
        long p = 1, q = 1;
        for (; exponent > 0; exponent--)
        {
            p *= SmallNumerator;
            q *= SmallDenominator;
            if (!FitsInt(p) || !FitsInt(q)) return false;
        }

        power = new((int)p, (int)q);
        return true;
    }

    /// <summary>The magnitude.</summary>
    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>The bits of numerator and denominator together: a measure of the work a number makes.</summary>
    public long BitLength => _big is null ? 64 : (long)Bits(_big.Numerator) + Bits(_big.Denominator);

    /// <summary>Whether the number is whole and fits an int, and that int.</summary>
    public bool TryGetInt(out int value)
    {
        value = IsSmallInteger ? SmallNumerator : 0;
        return IsSmallInteger;
    }

    /// <summary>Reads digits with an optional fraction and decimal exponent, as in 0.1 or 2.5e-3; false for other text or an exponent beyond ±9999.</summary>
    public static bool TryParseDecimal(string text, out Rational value)
    {
        value = default;
        var mark = text.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? text : text.Substring(0, mark);
        var exponentText = mark < 0 ? "0" : text.Substring(mark + 1);
        if (!int.TryParse(exponentText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return false;
        if (exponent is < -9999 or > 9999) return false;
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)) return false;
        if (point >= 0) exponent -= mantissa.Length - point - 1;
        value = exponent >= 0
            ? Of(n * BigInteger.Pow(10, exponent), BigInteger.One)
            : Of(n, BigInteger.Pow(10, -exponent));
        return true;
    }

    /// <summary>The decimal that a finite double prints as (0.1 is one tenth, not its binary neighbour); throws <see cref="ArgumentException"/> for NaN and infinities.</summary>
    public static Rational FromDouble(double x)
    {
        if (x == Math.Floor(x) && Math.Abs(x) < 1e15) return (long)x;
        return TryParseDecimal(NumberText.RoundTrip(x), out var value)
            ? value
            : throw new ArgumentException("A rational number must be finite.", nameof(x));
    }

    /// <summary>The nearest double (ties to even), ±∞ beyond the largest one.</summary>
    public double ToDouble()
    {
        if (_big is null) return SmallNumerator / (double)SmallDenominator;
        var magnitude = BigInteger.Abs(Numerator);
        // 66 bits of quotient and a sticky bit decide the rounding.
        var shift = 66 - (Bits(magnitude) - Bits(Denominator));
        var quotient = BigInteger.DivRem(
            shift > 0 ? magnitude << shift : magnitude, shift < 0 ? Denominator << -shift : Denominator, out var rest);
        var exponent = Bits(quotient) - 1 - shift;
        if (exponent > 1023) return Sign * double.PositiveInfinity;
        var keep = exponent < -1022 ? 53 + exponent + 1022 : 53;
        if (keep < 0) return Sign * 0.0;
        var drop = Bits(quotient) - keep;
        var kept = quotient >> drop;
        var lost = quotient - (kept << drop);
        var half = BigInteger.One << (drop - 1);
        var order = lost.CompareTo(half);
        if (order > 0 || (order == 0 && (!rest.IsZero || !kept.IsEven))) kept += BigInteger.One;
        var scale = drop - shift;
        // Two exact factors, because 2^scale alone may lie below the smallest double.
        return Sign * ((double)kept * Math.Pow(2, scale / 2) * Math.Pow(2, scale - scale / 2));
    }

    static int Bits(BigInteger n)
    {
        var bytes = BigInteger.Abs(n).ToByteArray();
        var top = bytes.Length - 1;
        while (top > 0 && bytes[top] == 0) top--;
        var bits = top * 8;
        for (int b = bytes[top]; b != 0; b >>= 1) bits++;
        return bits;
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => _big is null && other._big is null
        ? ((long)SmallNumerator * other.SmallDenominator).CompareTo((long)other.SmallNumerator * SmallDenominator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => _big is null
        ? other._big is null && _small == other._small
        : other._big is not null && _big.Numerator == other._big.Numerator && _big.Denominator == other._big.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _big is null
        ? SmallNumerator * 397 ^ (int)(_small >> 32)
        : _big.Numerator.GetHashCode() * 397 ^ _big.Denominator.GetHashCode();

    /// <summary>Numerator and denominator as n or n/d.</summary>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);

    /// <summary>Value equality.</summary>
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    /// <summary>Value inequality.</summary>
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <summary>Order by value.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Order by value.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Order by value.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Order by value.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
}
