namespace Nabla.Tests.Rules;

/// <summary>Generated files of the docs folder: a test fails where one differs from the code, and NABLA_UPDATE=1 rewrites it.</summary>
static class Document
{
    public static void Check(string name, string expected)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("NABLA_UPDATE") is "1") File.WriteAllText(path, expected);
        var actual = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            $"docs/{name} is not what the code gives: run this test with NABLA_UPDATE=1 and read the difference.");
    }

    static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Nabla.slnx")))
                return Directory.CreateDirectory(Path.Combine(at.FullName, "docs")).FullName;
        throw new DirectoryNotFoundException("Nabla.slnx is not above the tests: run them inside the repository.");
    }
}
