#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// Gradient descent on a formula, and on a function of your own, epoch by epoch.
using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

var f = Objective.Of(CompiledFormula.Compile(Formula.Parse("x^2 + 3y^2").Expression, ["x", "y"]));
var text = EpochText.Of(f);
var result = Descent.Run(
    f, [10, -2], new Momentum(2, 0.05), new() { Epochs = 400, Tolerance = 1e-6 },
    epoch => { if (epoch.Number % 40 == 0) Console.WriteLine(text.Line(epoch)); });
Console.WriteLine($"{result.StatusName} after {result.Iterations} epochs: {result.Explanation}");

// A learning rate that is too large is recognised, named and explained.
var wild = Descent.Run(f, [10, -2], new GradientDescent(2, 0.5), new() { Epochs = 50 });
Console.WriteLine($"{wild.StatusName}: {wild.Explanation}");

return result.Status == DescentStatus.Converged && wild.Status == DescentStatus.Diverged ? 0 : 1;
