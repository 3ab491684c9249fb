using System.Globalization;
using System.Numerics;

namespace Nabla.Rules;

/// <summary>Reduction of huge arguments by π/2 in whole-number arithmetic (after Payne and Hanek, SIGNUM 18, 1983).</summary>
static class HugeReduction
{
    const int Bits = 1280;
    // A double lies at least 2⁻⁶² quarter turns from a multiple, so this many bits of the fraction leave 130.
    const int FractionBits = 192;

    static readonly BigInteger s_twoOverPi = BigInteger.Parse(
        "0" + ScalarTables.TwoOverPi, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    static readonly BigInteger s_one = BigInteger.One << FractionBits;

    /// <summary>x - k·π/2 in about [-π/4, π/4], and k modulo 4.</summary>
    public static DoubleDouble ByHalfPi(double x, out int quarter)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        var exponent = (int)(bits >> 52) - 1075;
        var turns = ((bits & 0xFFFFFFFFFFFFF) | 0x10000000000000) * s_twoOverPi;
        var drop = Bits - FractionBits - exponent;
        turns = drop >= 0 ? turns >> drop : turns << -drop;
        var whole = (turns + (s_one >> 1)) >> FractionBits;
        var fraction = turns - (whole << FractionBits);
        quarter = (int)(whole & 3);
        var hi = (double)fraction;
        var turned = new DoubleDouble(hi, (double)(fraction - new BigInteger(hi))).Scale(-FractionBits);
        var r = turned * ScalarTables.Pi.Scale(-1);
        if (x > 0) return r;
        quarter = (4 - quarter) & 3;
        return -r;
    }
}
