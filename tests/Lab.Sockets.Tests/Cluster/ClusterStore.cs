using System.Globalization;
using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>The resources of a scripted cluster and everything that happened to them, numbered as an API server numbers it.</summary>
internal sealed class ClusterStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _documents = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Kind, string Type, JsonObject Document)> _events = [];
    private TaskCompletionSource _pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = 100;

    public string Version => Interlocked.Read(ref _version).ToString(CultureInfo.InvariantCulture);

    public JsonObject? Find(string plural, string space, string name)
    {
        lock (_lock)
        {
            return _documents.GetValueOrDefault($"{plural}/{space}/{name}")?.DeepClone().AsObject();
        }
    }

    /// <summary>Those of a kind, of a namespace or with an empty one of all.</summary>
    public IReadOnlyList<JsonObject> List(string plural, string space)
    {
        lock (_lock)
        {
            return [.. _documents.Where(one => one.Key.StartsWith($"{plural}/{(space.Length == 0 ? "" : space + "/")}", StringComparison.Ordinal)).Select(one => one.Value.DeepClone().AsObject())];
        }
    }

    /// <summary>False when there is one of that name.</summary>
    public bool Create(string plural, JsonObject document)
    {
        lock (_lock)
        {
            if (_documents.ContainsKey(Key(plural, document)))
            {
                return false;
            }

            document["metadata"]!["uid"] = Guid.NewGuid().ToString();
            Put(plural, document, "ADDED");
            return true;
        }
    }

    /// <summary>Changes one that is there; as it then is.</summary>
    public JsonObject? Change(string plural, string space, string name, Action<JsonObject> change)
    {
        lock (_lock)
        {
            if (!_documents.TryGetValue($"{plural}/{space}/{name}", out var document))
            {
                return null;
            }

            change(document);
            if (document.At("metadata", "deletionTimestamp") is not null && document.At("metadata", "finalizers") is not JsonArray { Count: > 0 })
            {
                Drop(plural, document);
            }
            else
            {
                Put(plural, document, "MODIFIED");
            }

            return document.DeepClone().AsObject();
        }
    }

    /// <summary>Removes it, or marks it while finalizers hold it; false when there is none.</summary>
    public bool Delete(string plural, string space, string name) =>
        Change(plural, space, name, document => document["metadata"]!["deletionTimestamp"] = "2026-11-21T09:30:12Z") is not null;

    /// <summary>Everything after a version, waiting for more.</summary>
    public async IAsyncEnumerable<(string Type, JsonObject Document)> WatchAsync(
        string plural, string space, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            List<(long Version, string Kind, string Type, JsonObject Document)> fresh;
            Task more;
            lock (_lock)
            {
                fresh = [.. _events.Where(one => one.Version > after && one.Kind == plural && (space.Length == 0 || one.Document.TextAt("metadata", "namespace") == space))];
                more = _pulse.Task;
            }

            foreach (var one in fresh)
            {
                after = one.Version;
                yield return (one.Type, one.Document);
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    private void Put(string plural, JsonObject document, string type)
    {
        document["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        _documents[Key(plural, document)] = document;
        Tell(plural, type, document);
    }

    private void Drop(string plural, JsonObject document)
    {
        _version++;
        _documents.Remove(Key(plural, document));
        Tell(plural, "DELETED", document);
    }

    private void Tell(string plural, string type, JsonObject document)
    {
        _events.Add((_version, plural, type, document.DeepClone().AsObject()));
        var pulse = _pulse;
        _pulse = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pulse.SetResult();
    }

    private static string Key(string plural, JsonObject document) => $"{plural}/{document.TextAt("metadata", "namespace")}/{document.Name}";
}
