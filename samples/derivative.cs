#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// A formula, its derivative, and how it comes about.
using Nabla.Symbolics;

var f = Formula.Parse("sin(x^2) exp(-x)").Expression;
Console.WriteLine($"f  = {f.ToText()}");
Console.WriteLine($"f' = {f.Derivative("x").ToText()}");
Console.WriteLine($"f'' in LaTeX: {f.Derivative("x", order: 2).ToLatex()}");
Console.WriteLine();
Console.WriteLine(f.Explain("x"));

return Formula.Parse("(2x+3)^2").Expression.Derivative("x").ToText() == "4(2x+3)" ? 0 : 1;
