using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary>Results go to standard output, progress and problems to standard error. Colours switch off with NO_COLOR or in a pipe.</summary>
internal sealed class Terminal
{
    private const int WidthInPipes = 160;

    public Terminal(TimeProvider time)
    {
        Output = Create(Console.Out, Console.IsOutputRedirected);
        Error = Create(Console.Error, Console.IsErrorRedirected);
        Progress = Console.IsErrorRedirected || !Error.Profile.Capabilities.Ansi
            ? new PlainProgress(Console.Error, time)
            : new LiveProgress(Error, time);
    }

    /// <summary>Writes to texts as it would into pipes.</summary>
    public Terminal(TextWriter output, TextWriter error, TimeProvider time) =>
        (Output, Error, Progress) = (Create(output, redirected: true), Create(error, redirected: true), new PlainProgress(error, time));

    public IAnsiConsole Output { get; }

    public IAnsiConsole Error { get; }

    public IProgressView Progress { get; }

    /// <summary>One line of progress as it is, however long: other programs may read it.</summary>
    public void Say(string line) => Error.Profile.Out.Writer.WriteLine(line);

    /// <summary>Draws to a text, for files: no colours, no width of a terminal.</summary>
    public static string Draw(Action<IAnsiConsole> draw)
    {
        using var text = new StringWriter();
        draw(Create(text, redirected: true));
        return text.ToString();
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = WidthInPipes;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
