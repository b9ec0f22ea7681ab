using System.Runtime.InteropServices;

namespace Lab.Control.Runs;

/// <summary>
/// Why a lab ends: Ctrl-C, SIGTERM, a closed terminal, the end of the parent's pipe (<c>LAB_PARENT_PIPE=stdin</c>), or the control
/// API. The first ends it gracefully; a second Ctrl-C leaves at once and the guard clears up.
/// </summary>
internal sealed class HostEnding : IDisposable
{
    private const int InterruptedExitCode = 130;

    private readonly CancellationTokenSource _requested;
    private readonly List<PosixSignalRegistration> _signals = [];

    public HostEnding(CancellationToken cancellationToken) =>
        _requested = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Cancelled once the lab should end.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Listens to signals and to the parent. For hosts that are a process of their own.</summary>
    public void Listen()
    {
        _signals.AddRange(((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)));
        ListenToParent();
    }

    /// <summary>Listens to the end of standard input when the parent asked for it: that end comes even when the parent is killed.</summary>
    public void ListenToParent()
    {
        if (Environment.GetEnvironmentVariable("LAB_PARENT_PIPE") == "stdin")
        {
            _ = EndWithInputAsync();
        }
    }

    /// <summary>Asks for the end; harmless when repeated.</summary>
    public void Request() => _requested.Cancel();

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _requested.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_requested.IsCancellationRequested && context.Signal is PosixSignal.SIGINT)
        {
            Environment.Exit(InterruptedExitCode);
        }

        context.Cancel = true;
        Request();
    }

    private async Task EndWithInputAsync()
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer, CancellationToken.None) > 0)
        {
            // Nobody is expected to write; only the end counts.
        }

        Request();
    }
}
