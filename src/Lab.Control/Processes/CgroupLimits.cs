using System.Globalization;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Control.Processes;

/// <summary>
/// Quotas through control groups. Version 1 has a tree per controller (<c>/sys/fs/cgroup/cpu</c>, <c>cpu.cfs_quota_us</c>), version 2
/// one tree (<c>cpu.max</c>). Chosen by where the controller is: hybrid mounts have an empty version 2. A process enters before it
/// starts, since .NET counts its processors only then.
/// </summary>
internal sealed class CgroupLimits : ILimits
{
    private const string Root = "/sys/fs/cgroup";
    private const long PeriodMicroseconds = 100_000;

    private readonly string _group = $"lab-{Environment.ProcessId}";
    private readonly HashSet<string> _folders = [];
    private readonly Dictionary<string, Place> _places = [];
    private readonly Lock _oneChange = new();

    public IReadOnlyList<string> Folders
    {
        get
        {
            lock (_oneChange)
            {
                return [.. _folders.OrderByDescending(folder => folder.Length)];
            }
        }
    }

    public Quota Prepare(string id, double? cpus, long? memoryBytes)
    {
        lock (_oneChange)
        {
            List<string> entered = [];
            try
            {
                if (cpus is { } share)
                {
                    var quota = ((long)(share * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
                    entered.Add(Controller("cpu", id) is (var folder, Version: 2)
                        ? Write(folder, ("cpu.max", $"{quota} {PeriodMicroseconds}"))
                        : Write(Controller("cpu", id).Folder, ("cpu.cfs_period_us", $"{PeriodMicroseconds}"), ("cpu.cfs_quota_us", quota)));
                }

                if (memoryBytes is { } bytes)
                {
                    var text = bytes.ToString(CultureInfo.InvariantCulture);
                    entered.Add(Controller("memory", id) is (var folder, Version: 2)
                        ? Write(folder, ("memory.max", text))
                        : Write(Controller("memory", id).Folder, ("memory.limit_in_bytes", text)));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LabException(
                    $"No limit for '{id}': {e.Message} Run the lab as root, or let it own a control group: systemd-run --user --scope -p Delegate=yes ./lab …", e);
            }

            // The folder of an earlier quota is used again, and so are its counters.
            var counted = cpus is null ? null : entered[0];
            var place = new Place(new Quota([.. entered.Distinct()]), counted, counted is null ? null : CgroupUsage.Read(counted));
            _places[id] = place;
            return place.Quota;
        }
    }

    public Quota Of(string id)
    {
        lock (_oneChange)
        {
            return _places.GetValueOrDefault(id)?.Quota ?? Quota.None;
        }
    }

    public LimitUsage Usage(string id)
    {
        lock (_oneChange)
        {
            return _places.GetValueOrDefault(id) is { Counted: { } folder, AtStart: { } start } && CgroupUsage.Read(folder) is { } now
                ? now.Since(start) : LimitUsage.None;
        }
    }

    // A process inside may still be being collected; the guard tries again after us.
    public void Undo() => CgroupFolders.Remove(Folders);

    public void ClearStrays() => CgroupFolders.RemoveStrays(Root, _group[..^$"{Environment.ProcessId}".Length]);

    private sealed record Place(Quota Quota, string? Counted, LimitUsage? AtStart);

    private static string Write(string folder, params (string File, string Value)[] settings)
    {
        foreach (var (file, value) in settings)
        {
            File.WriteAllText(Path.Combine(folder, file), value);
        }

        return folder;
    }

    private (string Folder, int Version) Controller(string name, string id)
    {
        var version1 = Path.Combine(Root, name);
        if (File.Exists(Path.Combine(version1, "cgroup.procs")))
        {
            return (Make(version1, id), 1);
        }

        var controllers = Path.Combine(Root, "cgroup.controllers");
        if (!File.Exists(controllers) || !File.ReadAllText(controllers).Split(' ', '\n').Contains(name))
        {
            throw new LabException($"No limit for '{id}': this system has no control group controller '{name}' under {Root}.");
        }

        // In version 2 a controller must be handed down to the children of each level.
        var parent = Directory.CreateDirectory(Path.Combine(Root, _group)).FullName;
        File.WriteAllText(Path.Combine(Root, "cgroup.subtree_control"), $"+{name}");
        File.WriteAllText(Path.Combine(parent, "cgroup.subtree_control"), $"+{name}");
        return (Make(Root, id), 2);
    }

    private string Make(string root, string id)
    {
        var folder = Path.Combine(root, _group, id);
        Directory.CreateDirectory(folder);
        _folders.Add(folder);
        _folders.Add(Path.Combine(root, _group));
        return folder;
    }
}
