using System.CommandLine;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab completion bash|zsh|fish</c>: prints what the shell needs to complete verbs and options.</summary>
internal static class CompletionCommand
{
    // The directive [suggest:N] makes the command print what could stand at position N.
    private const string Bash = """
        _lab() { local IFS=$'\n'; COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE#* }" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")); }
        complete -F _lab lab ./lab
        """;

    private const string Zsh = """
        _lab() { local -a words_; words_=("${(@f)$("${words[1]}" "[suggest:${#BUFFER}]" "${BUFFER#* }" 2>/dev/null)}"); compadd -a words_; }
        compdef _lab lab ./lab
        """;

    private const string Fish = """
        complete -c lab -f -a '(set -l line (commandline -cp); lab "[suggest:"(string length -- $line)"]" (string replace -r "^\S+ " "" -- $line) 2>/dev/null)'
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        var command = new Command("completion", "Print a completion script: source <(./lab completion bash).") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            terminal.Output.Profile.Out.Writer.WriteLine(name switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => throw new LabException($"No completion for shell '{name}'. Known: bash, zsh, fish."),
            });
            return ExitCodes.Holds;
        });
        return command;
    }
}
