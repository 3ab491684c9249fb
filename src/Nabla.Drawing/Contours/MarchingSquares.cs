namespace Nabla.Drawing.Contours;

/// <summary>Contour lines of one level: crossings of the grid's edges, joined cell by cell into polylines.</summary>
sealed class MarchingSquares(Lattice lattice, double level)
{
    const int Bottom = 0, Right = 1, Top = 2, Left = 3;

    /// <summary>
    /// For each pattern of corners at or above the level (1, 2, 4, 8 anticlockwise from the lower left): the sides that
    /// are joined.
    /// </summary>
    static readonly int[][] Joins =
    [
        [], [Left, Bottom], [Bottom, Right], [Left, Right], [Right, Top], [], [Bottom, Top], [Left, Top],
        [Top, Left], [Bottom, Top], [], [Right, Top], [Left, Right], [Bottom, Right], [Left, Bottom], [],
    ];

    /// <summary>In the two saddle patterns the middle of the cell decides which corners belong together.</summary>
    static readonly int[] LowerLeftCut = [Left, Bottom, Right, Top], LowerRightCut = [Bottom, Right, Left, Top];

    // Each crossed edge is joined to at most two others, one in each cell that it bounds. Even numbers: horizontal,
    // odd: vertical.
    readonly int[] first = NoLinks(lattice), second = NoLinks(lattice);

    /// <summary>The polylines in data units; a closed one ends where it began.</summary>
    public List<List<Point>> Trace()
    {
        for (var j = 0; j + 1 < lattice.Ys.Length; j++)
        {
            for (var i = 0; i + 1 < lattice.Columns; i++)
                JoinIn(i, j);
        }
        var lines = new List<List<Point>>();
        for (var edge = 0; edge < first.Length; edge++)
        {
            if (first[edge] >= 0 && second[edge] < 0)
                lines.Add(Follow(edge));
        }
        for (var edge = 0; edge < first.Length; edge++)
        {
            if (first[edge] >= 0)
                lines.Add(Follow(edge));
        }
        return lines;
    }

    void JoinIn(int i, int j)
    {
        var (a, b, c, d) = (lattice[i, j], lattice[i + 1, j], lattice[i + 1, j + 1], lattice[i, j + 1]);
        if (double.IsNaN(a + b + c + d))
            return;
        var pattern = (a >= level ? 1 : 0) + (b >= level ? 2 : 0) + (c >= level ? 4 : 0) + (d >= level ? 8 : 0);
        var middleAbove = pattern is 5 or 10 && a / 4 + b / 4 + c / 4 + d / 4 >= level;
        var sides = pattern switch
        {
            5 => middleAbove ? LowerRightCut : LowerLeftCut,
            10 => middleAbove ? LowerLeftCut : LowerRightCut,
            _ => Joins[pattern],
        };
        for (var k = 0; k < sides.Length; k += 2)
        {
            var (p, q) = (Edge(i, j, sides[k]), Edge(i, j, sides[k + 1]));
            Link(p, q);
            Link(q, p);
        }
    }

    int Edge(int i, int j, int side) => side switch
    {
        Bottom => 2 * (j * lattice.Columns + i),
        Top => 2 * ((j + 1) * lattice.Columns + i),
        Left => 2 * (j * lattice.Columns + i) + 1,
        _ => 2 * (j * lattice.Columns + i + 1) + 1,
    };

    void Link(int from, int to) => (first[from] < 0 ? first : second)[from] = to;

    /// <summary>Walks from an edge to its end or back to itself, taking the links away.</summary>
    List<Point> Follow(int start)
    {
        var line = new List<Point> { Crossing(start) };
        var at = start;
        while (first[at] >= 0)
        {
            var next = first[at];
            Unlink(at, next);
            Unlink(next, at);
            line.Add(Crossing(next));
            at = next;
        }
        return line;
    }

    void Unlink(int from, int to)
    {
        if (first[from] == to)
            first[from] = second[from];
        second[from] = -1;
    }

    Point Crossing(int edge)
    {
        var (i, j) = (edge / 2 % lattice.Columns, edge / 2 / lattice.Columns);
        var (i2, j2) = edge % 2 == 0 ? (i + 1, j) : (i, j + 1);
        var (a, b) = (lattice[i, j], lattice[i2, j2]);
        var t = double.IsNegativeInfinity(a) ? 1 : double.IsNegativeInfinity(b) ? 0 : (level - a) / (b - a);
        return new(lattice.Xs[i] + t * (lattice.Xs[i2] - lattice.Xs[i]),
            lattice.Ys[j] + t * (lattice.Ys[j2] - lattice.Ys[j]));
    }

    static int[] NoLinks(Lattice lattice)
    {
        var links = new int[2 * lattice.Values.Length];
        Array.Fill(links, -1);
        return links;
    }
}
