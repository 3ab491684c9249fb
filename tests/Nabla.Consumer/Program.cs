// What a user's first project does with the package: the generator inside it makes the record a tree.
using Nabla.Tensors;
using Nabla.Trees;

var layer = new Linear(null!, null);
var text = layer.ToString();
Console.WriteLine(text);
return text == "Linear { Weight = null, Bias = null }" && Tree.NamedLeaves(layer).Count == 0 ? 0 : 1;

[Tree]
public sealed partial record Linear(Tensor Weight, Tensor? Bias);
