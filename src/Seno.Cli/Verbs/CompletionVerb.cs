using System.CommandLine;

namespace Seno.Cli.Verbs;

/// <summary>seno completion SHELL</summary>
internal static class CompletionVerb
{
    // Each asks the program itself, by System.CommandLine's [suggest] directive, so that no list of options is kept twice.
    private const string Bash = """
        # seno completion bash > ~/.local/share/bash-completion/completions/seno
        _seno() {
            local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT}
            local rest=${line#"$program"}
            local skipped=$(( ${#line} - ${#rest} ))
            mapfile -t COMPREPLY < <(compgen -W "$("$program" "[suggest:$(( COMP_POINT - skipped ))]" "$rest" 2>/dev/null)" -- "$word")
        }
        complete -o default -F _seno seno ./seno

        """;

    private const string Zsh = """
        #compdef seno
        # seno completion zsh > "${fpath[1]}/_seno"
        _seno() {
            local program=${words[1]}
            local rest=${LBUFFER#"$program"}
            local -a found
            found=("${(@f)$("$program" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
            found=(${found:#})
            if (( ${#found} )); then compadd -- $found; else _files; fi
        }
        compdef _seno seno

        """;

    private const string PowerShell = """
        # seno completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName seno -ScriptBlock {
            param($word, $syntax, $position)
            $program = $syntax.CommandElements[0].Extent.Text
            $line = $syntax.Extent.Text.PadRight($position).Substring(0, $position).Substring($program.Length)
            & $program "[suggest:$($line.Length)]" $line 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Write a script that completes verbs and options with the Tab key.") { shell };
        command.SetAction(parsed => Console.Out.Write(parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell }));
        return command;
    }
}
