using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Runs a command and compares its trimmed output. A command that ends with another code than 0 has not answered: that is an error.</summary>
internal sealed class CommandAsker(IShell shell)
{
    public async Task<ProbeAnswer> AskAsync(CommandProbe probe, CancellationToken cancellationToken)
    {
        var (code, output, error) = await shell.RunAsync(probe.Command, cancellationToken);
        if (code != 0)
        {
            return ProbeAnswer.Error($"The command ended with {code}: {Shortened(error.Length > 0 ? error : output)}");
        }

        var answer = output.Trim();

        return ProbeAnswer.Compared(
            probe.Output, answer, $"The command answered '{Shortened(answer)}'; expected {probe.Output.Criterion} {probe.Output.Expected}.", register: answer);
    }

    private static string Shortened(string text) => text.Trim() is { Length: > 200 } long200 ? $"{long200[..200]}…" : text.Trim();
}
