using System.Diagnostics;
using Lab.Contracts.Control;

namespace Lab.Control.Processes;

/// <summary>
/// What the lab does to processes, one file per operating system. Everything that takes a process id means the process and its
/// descendants: a paused PostgreSQL whose backends went on answering would not be paused.
/// </summary>
internal interface IProcessControl
{
    /// <summary>How the system is named in messages.</summary>
    string Name { get; }

    /// <summary>The command that starts a process detached from the terminal's Ctrl-C, as the user asked for, inside its limits.</summary>
    ProcessStartInfo Prepare(Launch launch);

    /// <summary>
    /// The service that a launcher such as <c>dotnet run</c> started: the process at or below it whose program lies in the folder; null
    /// while there is none yet.
    /// </summary>
    int? ServiceBelow(int launcher, string folder);

    /// <summary>Whether the process still exists and has not ended.</summary>
    bool IsAlive(int pid);

    /// <summary>Starts what ends our processes when the host dies without a word.</summary>
    IGuard StartGuard(string mark);

    /// <summary>Asks one process to end; its children are its own business.</summary>
    void AskToEnd(int pid, EndSignal signal);

    /// <summary>Ends the tree at once.</summary>
    void Kill(int pid);

    /// <summary>Stops the tree; done when the system says that it stands still.</summary>
    Task PauseAsync(int pid, CancellationToken cancellationToken);

    /// <summary>Lets the tree go on.</summary>
    void Resume(int pid);

    /// <summary>
    /// Schedules this one process before all others. Disposal puts back what was there; a process that has ended meanwhile, or a stranger
    /// that was given its id, is left alone.
    /// </summary>
    /// <exception cref="Lab.Contracts.LabException">The system does not allow it to this user; the message has the mend.</exception>
    IDisposable Boost(int pid);

    /// <summary>Processes that carry the mark of a lab that is gone.</summary>
    IReadOnlyList<int> FindMarked(string mark);

    /// <summary>CPU and memory limits.</summary>
    ILimits Limits { get; }
}

/// <summary>How a process is asked to end.</summary>
internal enum EndSignal
{
    /// <summary>SIGTERM: what a container runtime sends.</summary>
    Terminate,

    /// <summary>SIGINT: PostgreSQL's fast shutdown. Its answer to SIGTERM is to wait until every client has left.</summary>
    Interrupt,
}

/// <summary>Ends what it was told of when the host is gone, however it went.</summary>
internal interface IGuard : IAsyncDisposable
{
    /// <summary>From now on this process must not outlive the host.</summary>
    void Watch(Process process);

    /// <summary>The process has ended and its id may be given to a stranger.</summary>
    void Forget(int pid);

    /// <summary>A file or folder that must not outlive the host; an absolute path.</summary>
    void RemoveAtEnd(string path);
}

/// <summary>Quotas of one process each, undone at the end.</summary>
internal interface ILimits
{
    /// <summary>
    /// Makes a place with these limits that a process can be started in; null lifts one.
    /// </summary>
    /// <exception cref="Lab.Contracts.LabException">The system offers no quota to this user; the message has the mend.</exception>
    Quota Prepare(string id, double? cpus, long? memoryBytes);

    /// <summary>What was last prepared for it.</summary>
    Quota Of(string id);

    /// <summary>What the system counted of its processor quota since that was prepared; all zero without one.</summary>
    LimitUsage Usage(string id);

    /// <summary>Folders that exist because of <see cref="Prepare"/> and must go, innermost first.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>Takes everything back that <see cref="Prepare"/> made; processes inside must have ended.</summary>
    void Undo();

    /// <summary>Takes back what hosts have left that are no longer there.</summary>
    void ClearStrays();
}
