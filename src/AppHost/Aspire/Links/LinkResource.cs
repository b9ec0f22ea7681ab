using Lab.Control.Links;

namespace Lab.AppHost.Aspire.Links;

/// <summary>A relay in front of another resource: a process of the <c>lab</c> command, at ports of its own without a proxy in between.</summary>
internal sealed class LinkResource(string name, LinkTarget target, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory)
{
    /// <summary>What it leads to.</summary>
    public LinkTarget Target { get; } = target;

    /// <summary>Port on 127.0.0.1 that consumers use.</summary>
    public required int Port { get; init; }

    /// <summary>How toxics are put on it.</summary>
    public required LinkAccess Access { get; init; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"{Target.Scheme}://127.0.0.1:{Port}");

    /// <summary>A connection string of the target with the link's address in place of the target's.</summary>
    public string Through(string connectionString) => LinkedConnectionString.Through(connectionString, Port);
}
