using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

public unsafe class EmbeddingTests
{
    [Theory, InlineData(5, 3, 9), InlineData(1, 1, 1), InlineData(40, 33, 30_000), InlineData(7, 4, 0)]
    public void Rows_are_gathered_and_added_back_in_order(int rows, int columns, int count)
    {
        var random = new Random(1);
        int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(rows))];
        var table = Numbers.Uniform<float>(rows * columns, 1);
        var gathered = new float[count * columns];
        var expected = (float[])table.Clone();
        fixed (float* p = table, to = gathered) Embedding.Gather(p, rows, columns, indices, to);
        for (var i = 0; i < gathered.Length; i++)
        {
            var place = indices[i / columns] * columns + i % columns;
            Assert.Equal(table[place], gathered[i]);
            expected[place] += gathered[i];
        }

        fixed (float* p = table, from = gathered) Embedding.ScatterAdd(p, rows, columns, indices, from);
        Assert.Equal(expected, table);
    }

    [Theory, InlineData(-1), InlineData(3)]
    public void An_index_that_names_no_row_is_named(int index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Embedding.Gather<float>(null, 3, 2, [0, index], null));
        Assert.Contains($"Index {index} at place 1", error.Message);
    }
}
