namespace Nabla.Tests;

/// <summary>The checkout that the tests run in.</summary>
static class Repository
{
    /// <summary>The folder that holds Nabla.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>Fails where a committed file is not what the code gives; with NABLA_UPDATE=1 it is rewritten.</summary>
    public static void Check(string path, string expected)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("NABLA_UPDATE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(expected == actual, $"{path} is not what the code gives: run this test with NABLA_UPDATE=1 and read the difference.");
    }

    static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Nabla.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("Nabla.slnx is not above the tests: run them inside the repository.");
    }
}
