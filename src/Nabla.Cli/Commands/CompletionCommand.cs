using System.Globalization;
using System.Text;

namespace Nabla.Cli.Commands;

/// <summary>Completion scripts that need nothing but the shell: verbs, options and fixed choices come from the tables.</summary>
sealed class CompletionCommand() : Verb("completion", "a completion script: nabla completion bash|zsh|fish|pwsh")
{
    public override string FormulaName => "shell";

    public override string FormulaHelp => "bash, zsh, fish or pwsh";

    public override IReadOnlyList<string> Files => ["bash", "zsh", "fish", "ps1", "sh", "txt"];

    public override IReadOnlyList<string> Examples => ["source <(nabla completion bash)", "nabla completion fish > ~/.config/fish/completions/nabla.fish"];

    public override void Run(Request request, Response response, CancellationToken cancellation)
    {
        var shell = request.Formulas.Count > 0 ? request.Formulas[0] : "bash";
        var script = shell switch
        {
            "bash" => Bash(),
            "zsh" => "autoload -U +X bashcompinit && bashcompinit\n" + Bash(),
            "fish" => Fish(),
            "pwsh" => PowerShell(),
            _ => throw new UsageException($"there is no completion for '{shell}': bash, zsh, fish or pwsh", "nabla completion bash"),
        };
        response.Formula(_ => script);
        response.Result(json => json.WriteString("script", script));
    }

    static IEnumerable<OptionRow> OptionsOf(Verb verb) => OptionTable.All.Where(o => o.BelongsTo(verb.Name));

    static string Bash()
    {
        var script = new StringBuilder("_nabla() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n  case ${COMP_WORDS[1]}:$prev in\n");
        // The same option may have another list with another verb.
        foreach (var option in OptionTable.All.Where(o => o.Choices.Length > 0))
            Append(script, $"    {Place(option)}) COMPREPLY=($(compgen -W \"{string.Join(' ', option.Choices)}\" -- \"$cur\")); return;;\n");
        script.Append("    *:--out|*:--path|*:--data) COMPREPLY=($(compgen -f -- \"$cur\")); return;;\n  esac\n");
        Append(script, $"  if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W \"{string.Join(' ', Tool.Verbs.Select(v => v.Name))}\" -- \"$cur\")); return; fi\n");
        script.Append("  case ${COMP_WORDS[1]} in\n");
        foreach (var verb in Tool.Verbs)
        {
            var words = verb is CompletionCommand ? "bash zsh fish pwsh" : string.Join(' ', OptionsOf(verb).Select(o => "--" + o.Name));
            Append(script, $"    {string.Join('|', [verb.Name, .. verb.Aliases])}) COMPREPLY=($(compgen -W \"{words}\" -- \"$cur\"));;\n");
        }

        return script.Append("  esac\n}\ncomplete -F _nabla nabla").ToString();
    }

    // A verb and the option before the word, as the shell's case sees them.
    static string Place(OptionRow option) => string.Join('|', Tool.Verbs.Where(v => option.BelongsTo(v.Name))
        .SelectMany(v => (string[])[v.Name, .. v.Aliases]).Select(v => $"{v}:--{option.Name}"));

    static string Fish()
    {
        var script = new StringBuilder("complete -c nabla -f\n");
        foreach (var verb in Tool.Verbs)
        {
            Append(script, $"complete -c nabla -n __fish_use_subcommand -a {verb.Name} -d '{verb.Description}'\n");
            foreach (var option in OptionsOf(verb))
            {
                var value = option.Value is null ? "" : option.Choices is [_, ..] choices ? $" -x -a '{string.Join(' ', choices)}'" : " -r";
                Append(script, $"complete -c nabla -n '__fish_seen_subcommand_from {verb.Name}' -l {option.Name}{value} -d '{option.Description}'\n");
            }
        }

        return script.Append("complete -c nabla -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish pwsh'").ToString();
    }

    static string PowerShell()
    {
        var script = new StringBuilder("Register-ArgumentCompleter -Native -CommandName nabla -ScriptBlock {\n  param($word, $line, $at)\n");
        script.Append("  $words = $line.CommandElements | ForEach-Object { \"$_\" }\n  $options = @{\n");
        foreach (var verb in Tool.Verbs)
            Append(script, $"    '{verb.Name}' = '{string.Join(' ', OptionsOf(verb).Select(o => "--" + o.Name))}'\n");
        script.Append("  }\n  $choices = if ($words.Count -gt 2 -or ($words.Count -eq 2 -and -not $word)) { $options[$words[1]] } else { $options.Keys }\n");
        script.Append("  -split \"$choices\" | Where-Object { $_ -like \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}");
        return script.ToString();
    }

    static void Append(StringBuilder script, FormattableString text) => script.Append(text.ToString(CultureInfo.InvariantCulture));
}
