using System.CommandLine;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab completion bash|zsh|fish</c>: prints what the shell needs to complete verbs and options.</summary>
internal static class CompletionCommand
{
    // `lab complete N "hunt ti"` prints what could stand at position N of the line behind the command's own name.
    private const string Bash = """
        _lab() { local IFS=$'\n' line=${COMP_LINE#* }; COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" complete "${#line}" -- "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")); }
        complete -F _lab lab ./lab
        """;

    private const string Zsh = """
        _lab() { local line=${BUFFER#* }; local -a found; found=("${(@f)$("${words[1]}" complete "${#line}" -- "$line" 2>/dev/null)}"); compadd -a found; }
        compdef _lab lab ./lab
        """;

    private const string Fish = """
        complete -c lab -f -a '(set -l line (string replace -r "^\S+ " "" -- (commandline -cp)); lab complete (string length -- $line) -- $line 2>/dev/null)'
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

    /// <summary>The hidden verb that the scripts call.</summary>
    public static Command CreateComplete(Command lab, Terminal terminal)
    {
        var position = new Argument<int>("position");
        var line = new Argument<string>("line") { DefaultValueFactory = _ => "" };
        var command = new Command("complete", "Print what could stand at a position of a line.") { position, line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var completion in lab.Parse(parsed.GetValue(line)!).GetCompletions(parsed.GetValue(position)))
            {
                terminal.Output.Profile.Out.Writer.WriteLine(completion.InsertText ?? completion.Label);
            }

            return ExitCodes.Holds;
        });
        return command;
    }
}
