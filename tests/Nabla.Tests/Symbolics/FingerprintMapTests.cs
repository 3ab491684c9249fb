using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class FingerprintMapTests
{
    [Fact]
    public void It_keeps_what_a_dictionary_keeps_and_forgets_all_at_once()
    {
        var random = new Random(1);
        var map = new FingerprintMap<int>();
        for (var round = 0; round < 50; round++)
        {
            var known = new Dictionary<ulong, int>();
            map.Clear();
            var count = random.Next(1000);
            for (var i = 0; i < count; i++)
            {
                // Few different ones, 0 among them, with the high bits of few.
                var print = (ulong)random.Next(300) << (random.Next(2) * 40);
                ref var value = ref map.At(print, out var isNew);
                Assert.Equal(!known.TryGetValue(print, out var expected), isNew);
                if (isNew) known[print] = value = i;
                else Assert.Equal(expected, value);
            }
        }
    }
}
