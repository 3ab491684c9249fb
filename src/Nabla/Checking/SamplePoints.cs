namespace Nabla.Checking;

// Points at which formulas are compared: small numbers a person can follow first, then random ones from a fixed seed,
// near 0 and far from it, of both signs.
static class SamplePoints
{
    static readonly double[] s_plain = [2, 1, -1, 0.5, 3, -2, 0.25, 0, 1.5, -0.5, 4, 10, -3];

    public static IEnumerable<(double[] Point, bool IsPlain)> Of(IReadOnlyList<string> variables, IReadOnlyDictionary<string, (double Low, double High)>? ranges)
    {
        var random = new Random(20231);
        for (var round = 0; ; round++)
        {
            var point = new double[variables.Count];
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = ranges is not null && ranges.TryGetValue(variables[i], out var range)
                    ? range.Low + (range.High - range.Low) * random.NextDouble()
                    // Different numbers for different variables, so that x and y do not pass for one another.
                    : round < s_plain.Length ? s_plain[(round + i * 3) % s_plain.Length]
                    : Spread(random, round);
            }

            yield return (point, round < s_plain.Length && (ranges is null || variables.Any(v => !ranges.ContainsKey(v))));
        }
    }

    static double Spread(Random random, int round) => (round % 4) switch
    {
        0 => random.NextDouble(),
        1 => 6 * random.NextDouble() - 3,
        2 => 20 * random.NextDouble() - 10,
        _ => (random.Next(2) == 0 ? 1 : -1) * Math.Pow(10, 8 * random.NextDouble() - 4),
    };
}
