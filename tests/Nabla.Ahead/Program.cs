// A consumer compiled ahead of time, where no code can be emitted: formulas, numbers, batches and a descent must work all the same.
using System.Runtime.CompilerServices;
using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;
using Nabla.Tensors;
using static Nabla.Differentiate;

var failures = 0;
void Check(string what, bool holds)
{
    if (holds) return;
    failures++;
    Console.Error.WriteLine("failed: " + what);
}

var f = Formula.Parse("sin(x)^2 + x*exp(y) + gamma(x)/y").Expression;
Check("text", Formula.Parse("3x^2 + 2y").Expression.Derivative("x").ToText() == "6x");
Check("steps", Formula.Parse("(2x+3)^2").Expression.Explain("x").ToText().Contains("Chain rule", StringComparison.Ordinal));

var compiled = CompiledFormula.Compile(f, ["x", "y"], new() { Emission = Emission.AtOnce });
Check("nothing is emitted", compiled.IsInterpreted || RuntimeFeature.IsDynamicCodeSupported);
var gradient = new double[2];
var value = compiled.ValueAndGradient([1.5, 0.5], gradient);
var (dx, dy) = (f.Derivative("x"), f.Derivative("y"));
Check("value", value == compiled.Value([1.5, 0.5]));
Check("∂f/∂x", Math.Abs(gradient[0] - CompiledFormula.Compile(dx, ["x", "y"]).Value([1.5, 0.5])) < 1e-12);
Check("∂f/∂y", Math.Abs(gradient[1] - CompiledFormula.Compile(dy, ["x", "y"]).Value([1.5, 0.5])) < 1e-12);

var columns = new double[2 * 1000];
for (var i = 0; i < 1000; i++) (columns[i], columns[1000 + i]) = (0.5 + i * 0.01, 1 + i * 0.002);
var results = new double[1000];
compiled.Batch(columns, results);
for (var i = 0; i < 1000; i += 37)
    Check($"batch {i}", Math.Abs(results[i] - compiled.Value([columns[i], columns[1000 + i]])) <= 1e-12 * Math.Abs(results[i]));

var square = CompiledFormula.Compile(Formula.Parse("x^2").Expression, ["x"]);
var descent = Descent.Run(Objective.Of(square), [10], new GradientDescent(1, 0.1), new() { Epochs = 20 });
Check("descent", descent.X["x"] == 0.11529215046068471);

Check("a lambda explained", Explain(t => Tensor.Sin(t) * t).Result.ToText() == "t·cos(t) + sin(t)");
Check("a formula as a program", (double)Grad(Formula.Parse("x^3").Expression.ToFunction())(2.0) == 12);

Console.WriteLine($"emits code: {RuntimeFeature.IsDynamicCodeSupported}; {failures} failed");
return failures;
