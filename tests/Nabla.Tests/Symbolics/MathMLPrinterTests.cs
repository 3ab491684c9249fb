using System.Xml.Linq;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class MathMLPrinterTests
{
    [Theory]
    [InlineData("3x^2", "<mn>3</mn><mo>\u2062</mo><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup>")]
    [InlineData("x/2 - 1", "<mfrac><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></mfrac><mo>−</mo><mn>1</mn>")]
    [InlineData("sqrt(x)*|y|", "<msqrt><mi>x</mi></msqrt><mo>·</mo><mrow><mo>|</mo><mi>y</mi><mo>|</mo></mrow>")]
    [InlineData("sin(x)", "<mrow><mi>sin</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>")]
    [InlineData("theta_1", "<msub><mi>θ</mi><mn>1</mn></msub>")]
    [InlineData("x_max", "<msub><mi>x</mi><mi>max</mi></msub>")]
    [InlineData("1.5e-30", "<mn>1.5</mn><mo>·</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>30</mn></mrow></msup>")]
    [InlineData("n!", "<mrow><mi>n</mi><mo>!</mo></mrow>")]
    [InlineData("floor(x)", "<mrow><mo>⌊</mo><mi>x</mi><mo>⌋</mo></mrow>")]
    [InlineData("gamma(x)", "<mrow><mi>Γ</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>")]
    [InlineData(
        "where(x > 0, x, 1)",
        "<mrow><mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd><mtd><mi>x</mi><mo>&gt;</mo><mn>0</mn></mtd></mtr>"
        + "<mtr><mtd><mn>1</mn></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>")]
    public void A_formula_is_written_in_MathML(string text, string inner) => Assert.Equal(
        $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>{inner}</mrow></math>", Formula.Parse(text).Expression.ToMathML());

    [Fact]
    public void MathML_is_well_formed_and_its_elements_have_their_children()
    {
        var trees = new RandomTrees(20261123);
        for (var i = 0; i < 5_000; i++)
        {
            var math = XElement.Parse(trees.Next(1 + i % 40).ToMathML());
            foreach (var element in math.Descendants())
                if (element.Name.LocalName is "mfrac" or "msup" or "msub" or "mroot" or "mtr") Assert.Equal(2, element.Elements().Count());
        }
    }
}
