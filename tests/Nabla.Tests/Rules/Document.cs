namespace Nabla.Tests.Rules;

/// <summary>Generated files of the docs folder: a test fails where one differs from the code, and NABLA_UPDATE=1 rewrites it.</summary>
static class Document
{
    public static void Check(string name, string expected) => Repository.Check("docs/" + name, expected);
}
