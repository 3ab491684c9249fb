namespace Nabla.Tests.Rules;

public class RulesDocumentTests
{
    [Fact]
    public void The_document_is_the_table() => Document.Check("rules.md", RulesDocument.Write());
}
