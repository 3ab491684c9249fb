using System.Globalization;
using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Randomness;

/// <summary>
/// The source of random numbers: what a key draws is decided by its two words, the same bits eager, in a graph, under
/// Vmap, and on any number of threads and any machine. Draw from a key once; for more, split it or fold a number in.
/// </summary>
/// <param name="Words">int32 of shape (2), or (…, 2) for several keys; draws have the keys' axes in front.</param>
[Tree]
public readonly partial record struct Key(Tensor Words)
{
    /// <summary>The key of a seed.</summary>
    public static Key Of(long seed) => new(Tensor.From([(int)seed, (int)(seed >> 32)]));

    // A struct can be made without its constructor.
    Tensor Made => Words ?? throw new InvalidOperationException("This key is default(Key) and draws nothing: make one with Key.Of(seed), or split another.");

    /// <summary>One of several keys.</summary>
    public Key this[int i] => new(Made[i]);

    /// <summary>That many keys, independent of each other and of what this one draws.</summary>
    public Key Split(nint count) => new(Drawn(new Distribution.Keys(), DType.Int32, [count, 2]));

    /// <summary>Two keys.</summary>
    public (Key, Key) Split()
    {
        var keys = Split(2);
        return Words.Rank == 1 ? (keys[0], keys[1]) : (new(keys.Words.MoveAxis(-2, 0)[0]), new(keys.Words.MoveAxis(-2, 0)[1]));
    }

    /// <summary>The key for an integer, as the number of a step or a layer; several keys take one each.</summary>
    public Key FoldIn(Tensor data)
    {
        var shape = Shape.Of(Made.Shape.Lengths[..^1]);
        var integer = data.To(DType.Int64);
        return new(Primitives.FoldIn.Instance.Apply(Words, integer.Shape == shape ? integer : Broadcast.To(integer, shape)));
    }

    /// <summary>int32 of 32 random bits each.</summary>
    public Tensor Bits(Shape shape) => Drawn(new Distribution.Bits(), DType.Int32, shape);

    /// <summary>Uniform on [0, 1): multiples of 2⁻²⁴ in float32, of 2⁻⁵³ in float64.</summary>
    public Tensor Uniform(Shape shape, DType dtype = DType.Float32) => Drawn(new Distribution.Uniform(), Floating(dtype), shape);

    /// <summary>Uniform from low to high, which rounding may reach.</summary>
    public Tensor Uniform(Shape shape, double low, double high, DType dtype = DType.Float32) => low + (high - low) * Uniform(shape, dtype);

    /// <summary>Normal with mean 0 and variance 1, by the inverse of the distribution function.</summary>
    public Tensor Normal(Shape shape, DType dtype = DType.Float32) => Drawn(new Distribution.Normal(), Floating(dtype), shape);

    /// <summary>Normal with mean 0 and variance 1, given that it lies between low and high.</summary>
    /// <exception cref="ArgumentException">There is no number between them.</exception>
    public Tensor TruncatedNormal(Shape shape, double low = -2, double high = 2, DType dtype = DType.Float32)
    {
        Rejection.CheckInterval(low, high);
        return Drawn(Single($"normal {low}..{high}", (key, i) => Rejection.TruncatedNormal(key, i, low, high)), Floating(dtype), shape);
    }

    /// <summary>Exponential with mean 1.</summary>
    public Tensor Exponential(Shape shape, DType dtype = DType.Float32) => Drawn(Single($"exponential", Samples.Exponential), Floating(dtype), shape);

    /// <summary>Gamma with this shape parameter α > 0 and scale 1; no derivative by α.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not a finite number > 0.</exception>
    public Tensor Gamma(double alpha, Shape shape, DType dtype = DType.Float32)
    {
        Rejection.CheckShape(alpha);
        return Drawn(Single($"gamma {alpha}", (key, i) => Rejection.Gamma(key, i, alpha)), Floating(dtype), shape);
    }

    /// <summary>Gumbel with location 0 and scale 1: of −ln of an exponential number.</summary>
    public Tensor Gumbel(Shape shape, DType dtype = DType.Float32) => Drawn(Single($"gumbel", Samples.Gumbel), Floating(dtype), shape);

    /// <summary>
    /// Classes 0 … n − 1, int64, drawn that many times for each row of logits (…, n): class i with the i-th part of their softmax,
    /// and never where a logit is −∞. For probabilities give their logarithms. The result has the shape and then the rows' axes.
    /// </summary>
    /// <exception cref="ShapeException">The logits have no axis, or no class along the last.</exception>
    public Tensor Categorical(Tensor logits, Shape shape = default)
    {
        logits = logits.Settled();
        if (logits.Rank == 0) throw new ShapeException($"categorical: logits lie along the last axis, and {logits.Type} has none.");
        var dtype = Promotion.Floating(logits.DType);
        // The greatest of logits with Gumbel noise is each class with its probability.
        return Tensor.ArgMax(logits.To(dtype) + Gumbel([.. shape, .. logits.Shape], dtype));
    }

    /// <summary>true with this probability; a tensor of probabilities is repeated to the shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A probability that is known is not in [0, 1].</exception>
    public Tensor Bernoulli(Tensor probability, Shape shape)
    {
        if (!probability.IsAbstract) CheckProbabilities(probability.Concrete("bernoulli"));
        return Uniform(shape, Promotion.Floating(probability.IsWeak ? DType.Float32 : probability.DType)) < probability;
    }

    /// <summary>Integers of [low, high), equally probable.</summary>
    /// <exception cref="ArgumentException">There is none, the type is not an integer's, or it does not hold them.</exception>
    public Tensor Integers(Shape shape, long low, long high, DType dtype = DType.Int32)
    {
        if (!dtype.IsInteger) throw new ArgumentException($"Integers are int32 or int64, not {dtype.Name}.", nameof(dtype));
        if (low >= high) throw Samples.Empty(low, high);
        if (dtype == DType.Int32 && (low < int.MinValue || high > int.MaxValue + 1L))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"int32 does not hold [{low}, {high}): ask for int64."), nameof(dtype));
        return Drawn(new Distribution.Integers(low, high), dtype, shape);
    }

    /// <summary>The numbers 0 … n − 1 in random order, int32.</summary>
    public Tensor Permutation(int n) => Drawn(new Distribution.Permutation(), DType.Int32, [n]);

    /// <summary>The parts of a tensor along an axis in random order; a gradient passes back to where they were.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public Tensor Shuffle(Tensor x, int axis = 0)
    {
        x = x.Settled();
        axis = Axes.One(x.Shape, axis, "shuffle");
        return Tensor.Take(x, Permutation(checked((int)x.Shape[axis])), axis);
    }

    Tensor Drawn(Distribution distribution, DType dtype, Shape shape) => new Draw(distribution, new(dtype, shape)).Apply(Made);

    static void CheckProbabilities(Tensor probability)
    {
        foreach (var p in probability.ToArray<double>())
            if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), string.Create(CultureInfo.InvariantCulture, $"bernoulli: a probability lies between 0 and 1, and {p} does not."));
    }

    static Distribution.Single Single(FormattableString name, Func<KeyWords, long, double> number) =>
        new(name.ToString(CultureInfo.InvariantCulture), number);

    static DType Floating(DType dtype) => dtype.IsFloating
        ? dtype
        : throw new ArgumentException($"These numbers are float32 or float64, not {dtype.Name}.", nameof(dtype));
}
