using Nabla.Primitives;

namespace Nabla.Tensors;

// Pooling is windows, which copy nothing, and a reduction of each: its derivative is theirs.
public sealed partial class Tensor
{
    /// <summary>
    /// The mean of each window of images (batch, channels, height, width), or of signals without height; of a window that
    /// reaches into the padding, of what lies inside. The stride is the window's size if none is given.
    /// </summary>
    /// <exception cref="ShapeException">The windows do not fit the images, or the padding is more than half a window.</exception>
    public static Tensor MeanPool(Tensor x, Extent window, Extent? stride = null, Extent? padding = null)
    {
        x = Floating(x);
        var sum = Sum(WindowsOf(x, 0, window, stride, padding, "mean pool"), [-2, -1]);
        var isInside = Ones([.. x.Shape.Lengths[2..]], x.DType).Reshape([1, 1, .. x.Shape.Lengths[2..]]);
        return sum / Sum(WindowsOf(isInside, 0, window, stride, padding, "mean pool"), [-2, -1]);
    }

    /// <summary>
    /// The greatest of each window of images (batch, channels, height, width), or of signals without height; all that reach it
    /// share its derivative, and NaN wins. Padding is less than anything. The stride is the window's size if none is given.
    /// </summary>
    /// <exception cref="ShapeException">The windows do not fit the images, or the padding is more than half a window.</exception>
    public static Tensor MaxPool(Tensor x, Extent window, Extent? stride = null, Extent? padding = null) =>
        Max(WindowsOf(Floating(x), double.NegativeInfinity, window, stride, padding, "max pool"), [-2, -1]);

    // The elements of each window along the last two axes.
    static Tensor WindowsOf(Tensor x, double outside, Extent window, Extent? stride, Extent? padding, string operation)
    {
        var (step, pad) = (stride ?? window, padding ?? 0);
        var isLine = x.Rank == 3;
        if (isLine) (window, step, pad) = (window with { Y = 1 }, step with { Y = 1 }, pad with { Y = 0 });
        if (!isLine && x.Rank != 4)
            throw new ShapeException($"{operation}: shape {x.Shape} is not (batch, channels, height, width), or without height.");
        var images = isLine ? Primitives.Reshape.To(x, x.Shape.Insert(2)) : x;
        var (height, width) = (images.Shape[2] + 2 * pad.Y, images.Shape[3] + 2 * pad.X);
        if (window.Y < 1 || window.X < 1 || step.Y < 1 || step.X < 1 || pad.Y < 0 || pad.X < 0
            || 2 * pad.Y > window.Y || 2 * pad.X > window.X || window.Y > height || window.X > width)
            throw new ShapeException($"{operation}: windows {window} with stride {step} and padding {pad} do not fit shape {x.Shape}: " +
                "they are at least 1, at most as long as the padded images, and padding is at most half a window.");
        if (pad != default)
        {
            var shape = images.Shape.With(2, height).With(3, width);
            Tensor Placed(Tensor inner) => new Place([0, 0, pad.Y, pad.X], [1, 1, 1, 1], shape).Apply(inner);
            var padded = Placed(images);
            images = outside == 0 ? padded : Where(Placed(Ones(images.Shape, DType.Bool)), padded, outside);
        }

        var all = new Windows(window, step).Apply(images);
        return isLine ? Primitives.Reshape.To(all, all.Shape.Without(2)) : all;
    }
}
