namespace Nabla.Symbolics;

// Greek letters and their names in LaTeX, in the order of the alphabet.
static class GreekLetters
{
    static readonly (char Letter, string Name)[] s_all =
    [
        ('α', "alpha"), ('β', "beta"), ('γ', "gamma"), ('δ', "delta"), ('ε', "epsilon"), ('ϵ', "varepsilon"),
        ('ζ', "zeta"), ('η', "eta"), ('θ', "theta"), ('ϑ', "vartheta"), ('ι', "iota"), ('κ', "kappa"),
        ('λ', "lambda"), ('μ', "mu"), ('ν', "nu"), ('ξ', "xi"), ('π', "pi"), ('ρ', "rho"),
        ('σ', "sigma"), ('ς', "varsigma"), ('τ', "tau"), ('υ', "upsilon"), ('φ', "phi"), ('ϕ', "varphi"),
        ('χ', "chi"), ('ψ', "psi"), ('ω', "omega"), ('Γ', "Gamma"), ('Δ', "Delta"), ('Θ', "Theta"),
        ('Λ', "Lambda"), ('Ξ', "Xi"), ('Π', "Pi"), ('Σ', "Sigma"), ('Υ', "Upsilon"), ('Φ', "Phi"),
        ('Ψ', "Psi"), ('Ω', "Omega"),
    ];

    static readonly Dictionary<char, string> s_names = s_all.ToDictionary(g => g.Letter, g => g.Name);
    static readonly Dictionary<string, char> s_letters = s_all.ToDictionary(g => g.Name, g => g.Letter);

    /// <summary>theta for θ; null for other characters.</summary>
    public static string? Name(char letter) => s_names.GetValueOrDefault(letter);

    /// <summary>The text with Δ for \Delta and the blank that ends it; other commands stay.</summary>
    public static string Read(string text)
    {
        for (var at = text.IndexOf('\\'); at >= 0; at = text.IndexOf('\\', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
            if (Letter(text[(at + 1)..end]) is not { } letter) continue;
            if (end < text.Length && text[end] == ' ') end++;
            text = text[..at] + letter + text[end..];
        }

        return text;
    }

    /// <summary>θ for theta; null for other names.</summary>
    public static string? Letter(string name) => s_letters.TryGetValue(name, out var letter) ? letter.ToString() : null;
}
