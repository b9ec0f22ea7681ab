namespace Lab.Chaos.Break.Faults;

/// <summary>A replica goes, and the restart policy brings it back: at once with <c>FORCE</c> (SIGKILL), else after it was asked to end (SIGTERM).</summary>
internal sealed class PodDelete : IFault
{
    public string Name => "pod-delete";

    public bool IsStrike => true;

    public void Check(Injection injection)
    {
    }

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Endings.EndAsync(injection, atOnce: injection.Settings.Flag("FORCE"), cancellationToken);
}
