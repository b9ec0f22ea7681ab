using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Holding;
using Lab.Control.Processes;

namespace Lab.Control.Stresses;

/// <summary>
/// What is stressed at the moment, one stress for each replica and one for the machine. A stress ends at its deadline by itself, at
/// <see cref="EndAsync"/>, with the hold, with the host, and by the guard when the host is killed.
/// </summary>
internal sealed class StressBoard(ControlledLab lab, Undoings undoings) : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneChange = new(1);
    private readonly Dictionary<string, Stress> _running = [];
    private int _started;

    /// <param name="replica">Whose quota is entered; null for the machine.</param>
    /// <param name="wish">What is used up.</param>
    /// <param name="cancellationToken">Ends the wait for a change that is being made.</param>
    /// <exception cref="LabException">More than the machine can bear, or it makes no sense.</exception>
    public async Task<StressAnswer> BeginAsync(string? replica, StressWish wish, CancellationToken cancellationToken)
    {
        var parent = Parent(wish);
        StressBounds.ThrowUnlessInside(wish, FreeMemory.Now, () => new DriveInfo(parent).AvailableFreeSpace);
        await _oneChange.WaitAsync(cancellationToken);
        try
        {
            undoings.Note(Name(replica), _ => EndAsync(replica));
            await EndNowAsync(replica);
            var quota = replica is null ? Quota.None : lab.Control.Limits.Of(replica);
            var folder = wish.Kind is StressKind.Disk ? Path.Combine(parent, $"lab-stress-{lab.Place.RunId}-{++_started}") : null;
            var process = Start(replica, wish, quota, folder);
            _running[Key(replica)] = new Stress(process, folder);
            return new StressAnswer([process.Pid], quota.Groups.Count > 0);
        }
        finally
        {
            _oneChange.Release();
        }
    }

    /// <summary>Ends it; harmless without one.</summary>
    public async Task EndAsync(string? replica)
    {
        await _oneChange.WaitAsync(CancellationToken.None);
        try
        {
            await EndNowAsync(replica);
            undoings.Forget(Name(replica));
        }
        finally
        {
            _oneChange.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var key in _running.Keys.ToList())
        {
            await EndAsync(key.Length == 0 ? null : key);
        }
    }

    private static string Key(string? replica) => replica ?? "";

    private static string Name(string? replica) => $"stress of {replica ?? "the machine"}";

    private static string Parent(StressWish wish)
    {
        var folder = Path.GetFullPath(wish.Folder ?? Path.GetTempPath());
        return wish.Kind is not StressKind.Disk || Directory.Exists(folder)
            ? folder : throw new LabException($"'folder' is {folder}, which is not there. Make it, or leave 'folder' out for {Path.GetTempPath()}.");
    }

    private ChildProcess Start(string? replica, StressWish wish, Quota quota, string? folder)
    {
        if (folder is not null)
        {
            lab.Guard.RemoveAtEnd(folder);
            Directory.CreateDirectory(folder);
        }

        return ChildProcess.Start(lab.Control, lab.Guard, lab.Time, new Launch
        {
            FileName = StressWorker.Program(),
            Arguments = StressWorker.Arguments(wish, folder),
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = SmallProcess.Variables.ToDictionary(v => v.Key, v => (string?)v.Value),
            Entrance = quota.Entrance,
            LogFile = lab.Place.LogFile($"stress-{replica ?? "machine"}"),
            Mark = lab.Place.RunId,
        });
    }

    private async Task EndNowAsync(string? replica)
    {
        if (_running.Remove(Key(replica), out var stress))
        {
            await stress.EndAsync();
        }
    }

    private sealed class Stress
    {
        private readonly ChildProcess _process;
        private readonly Task _over;

        public Stress(ChildProcess process, string? folder)
        {
            _process = process;
            _over = CleanAsync(folder);
        }

        public async Task EndAsync()
        {
            await _process.KillAsync();
            await _over;
        }

        // Also when it ended by itself.
        private async Task CleanAsync(string? folder)
        {
            await _process.Exited;
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
