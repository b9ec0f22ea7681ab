namespace Lab.Chaos.Break.Faults;

/// <summary>A replica's process is ended with <c>SIGNAL</c>; what restarts it is the same as for <see cref="PodDelete"/>.</summary>
internal sealed class ContainerKill : IFault
{
    public string Name => "container-kill";

    public bool IsStrike => true;

    public void Check(Injection injection)
    {
    }

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Endings.EndAsync(injection, atOnce: injection.Settings.Text("SIGNAL") is not "SIGTERM", cancellationToken);
}
