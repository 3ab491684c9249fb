#:project ../src/Nabla/Nabla.csproj
#:property PublishAot=false

// A formula compiled to machine code: value and exact gradient at a point, values over many points, the Hessian.
using Nabla.Execution;
using Nabla.Symbolics;

string[] names = ["x", "y"];
var rosenbrock = CompiledFormula.Compile(Formula.Parse("(1-x)^2 + 100(y-x^2)^2").Expression, names);

var gradient = new double[2];
var value = rosenbrock.ValueAndGradient([-1.2, 1], gradient);
Console.WriteLine($"f(-1.2, 1) = {value}, gradient ({string.Join(", ", gradient)})");

var hessian = new double[4];
rosenbrock.Hessian([-1.2, 1], hessian);
Console.WriteLine($"Hessian ({string.Join(", ", hessian)})");

// All x, then all y.
double[] columns = [-1, 0, 1, 1, 0, 1];
var values = new double[3];
rosenbrock.Batch(columns, values);
Console.WriteLine($"at (-1, 1), (0, 0), (1, 1): {string.Join(", ", values)}");

return values is [4, 1, 0] ? 0 : 1;
