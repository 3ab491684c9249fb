using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>Codes of derivatives, made from the code of the values by the rows of the table.</summary>
/// <param name="Budget">What making them may cost.</param>
/// <param name="KeepGuards">Whether products keep their guard against 0 · ∞ where none is needed.</param>
/// <param name="FastMath">Whether rewrites are allowed that differ at the edges or by rounding.</param>
readonly record struct Derivatives(Budget? Budget = null, bool KeepGuards = false, bool FastMath = false)
{
    /// <summary>The outputs, then for each output its derivative by every input.</summary>
    public Code Jacobian(Code code)
    {
        using var builder = Begin(code.Inputs, code, out var inputs, out var values);
        var outputs = new List<int>(values);
        var differentiation = new Differentiation(builder, new Terms(builder, KeepGuards));
        var reverse = new Reverse(builder, differentiation);
        foreach (var value in values)
        {
            reverse.From(value);
            foreach (var input in inputs) outputs.Add(differentiation.Terms.Place(reverse.Cotangent(input)));
        }

        return builder.Build([.. outputs]);
    }

    /// <summary>The outputs, then their derivatives along a direction, which follows the inputs as as many more.</summary>
    public Code Directional(Code code)
    {
        using var builder = Begin(2 * code.Inputs, code, out _, out var values);
        var direction = new Term[2 * code.Inputs];
        for (var i = 0; i < code.Inputs; i++) direction[i] = new(1, -1, builder.Input(code.Inputs + i));
        var forward = new Forward(builder, new Differentiation(builder, new Terms(builder, KeepGuards)));
        return builder.Build([.. values, .. forward.Along(direction, values)]);
    }

    /// <summary>The outputs' derivatives along a direction alone.</summary>
    public Code Tangents(Code code)
    {
        var along = Directional(code);
        return along.WithOutputs(along.Outputs[code.Outputs.Length..]);
    }

    /// <summary>The derivatives by every input of the outputs' sum with weights, which follow the inputs.</summary>
    public Code Cotangents(Code code)
    {
        using var builder = Begin(code.Inputs + code.Outputs.Length, code, out var inputs, out var values);
        var sum = builder.Constant(0);
        for (var i = 0; i < values.Length; i++)
        {
            var weighted = builder.Multiply(builder.Input(code.Inputs + i), values[i]);
            sum = i == 0 ? weighted : builder.Add(sum, weighted);
        }

        var differentiation = new Differentiation(builder, new Terms(builder, KeepGuards));
        var reverse = new Reverse(builder, differentiation);
        reverse.From(sum);
        return builder.Build([.. inputs.Select(input => differentiation.Terms.Place(reverse.Cotangent(input)))]);
    }

    /// <summary>The lower triangle of the second derivatives of the one output, row by row: forward over reverse.</summary>
    public Code Hessian(Code code)
    {
        var gradient = Gradient(code);
        using var builder = Begin(code.Inputs, gradient, out var inputs, out var partials);
        var forward = new Forward(builder, new Differentiation(builder, new Terms(builder, KeepGuards)));
        var columns = new int[inputs.Length][];
        for (var i = 0; i < inputs.Length; i++)
        {
            var direction = new Term[inputs.Length];
            direction[i] = Term.One;
            columns[i] = forward.Along(direction, partials.AsSpan(i));
        }

        var triangle = new List<int>();
        for (var row = 0; row < inputs.Length; row++)
            for (var column = 0; column <= row; column++) triangle.Add(columns[column][row - column]);
        return builder.Build([.. triangle]);
    }

    /// <summary>The Hessian of the one output times a vector, which follows the inputs as as many more.</summary>
    public Code HessianVector(Code code) => Tangents(Gradient(code));

    Code Gradient(Code code)
    {
        var both = Jacobian(code);
        return both.WithOutputs(both.Outputs[1..]);
    }

    CodeBuilder Begin(int inputs, Code code, out int[] places, out int[] values)
    {
        var builder = CodeBuilder.Continue(code, inputs, Budget, FastMath);
        places = new int[code.Inputs];
        for (var i = 0; i < places.Length; i++) places[i] = builder.Input(i);
        values = code.Outputs.ToArray();
        return builder;
    }
}
