#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// One neuron and its loss: forward, loss, backward, update, with every local derivative.
using Nabla.Optimization;
using Nabla.Symbolics;

var loss = Formula.Parse("(sigmoid(w*x+b)-y)^2").Expression;
var run = Backpropagation.Run(loss, ["w", "x", "b", "y"], [0.6, 2, -0.2, 1], rate: 0.5, update: ["w", "b"]);
Console.WriteLine(run.ToText());

return run.LossAfter < run.LossBefore ? 0 : 1;
