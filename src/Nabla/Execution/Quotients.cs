using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Two quotients by one divisor in one vector division: the same bits as one by one, in the time of one.</summary>
static class Quotients
{
    const int Fewest = 3;

    /// <summary>The method that divides both numerators.</summary>
    public static readonly MethodInfo DivideBoth = ((Func<double, double, double, Vector128<double>>)Divide).Method;

    /// <summary>The methods that take the quotients out again.</summary>
    public static readonly MethodInfo TakeFirst = ((Func<Vector128<double>, double>)First).Method;

    /// <inheritdoc cref="TakeFirst"/>
    public static readonly MethodInfo TakeSecond = ((Func<Vector128<double>, double>)Second).Method;

    /// <summary>For each division the place of its partner, −1 where it has none. Both numerators are known at the first of a pair.</summary>
    public static int[] Pairs(Code code)
    {
        var partner = new int[code.Length];
        Array.Fill(partner, -1);
        var pairs = 0;
        var waiting = new Dictionary<int, int>();
        for (var place = 0; place < code.Length; place++)
        {
            if (!code.Is(place, Elementwise.Divide)) continue;
            int numerator = code.Operands(place)[0], divisor = code.Operands(place)[1];
            if (!waiting.TryGetValue(divisor, out var other)) waiting.Add(divisor, place);
            else if (partner[other] < 0 && (numerator < other || code.IsConstant(numerator, out _)))
            {
                (partner[place], partner[other]) = (other, place);
                pairs++;
            }
        }

        // One or two leave the divider idle anyway, and are quicker without the packing.
        if (pairs < Fewest) Array.Fill(partner, -1);
        return partner;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> Divide(double a, double b, double divisor) => Vector128.Create(a, b) / Vector128.Create(divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double First(Vector128<double> quotients) => quotients.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Second(Vector128<double> quotients) => quotients.GetElement(1);
}
