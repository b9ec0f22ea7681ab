using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Resolves the names of services wherever the file mentions one.</summary>
/// <param name="kinds">Name to kind; null where the file's kind could not be read, and then any use is accepted.</param>
internal sealed class ServiceBook(IReadOnlyDictionary<string, ServiceKind?> kinds)
{
    public IEnumerable<string> Names => kinds.Keys;

    public ServiceKind? KindOf(string name) => kinds.GetValueOrDefault(name);

    /// <summary>The value names a service.</summary>
    public string? Named(Field field, params IReadOnlyList<ServiceKind> allowed) =>
        field.Text() is { } name && Check(name, field.Path, field.Wrong, allowed) ? name : null;

    /// <summary>The key names a service.</summary>
    public string? NamedByKey(Field field, string section, params IReadOnlyList<ServiceKind> allowed) =>
        Check(field.Name, section, field.WrongName, allowed) ? field.Name : null;

    /// <summary>Reports a name that is no service, or one of a kind that cannot serve there; no kinds means any.</summary>
    public bool Check(string name, string path, Action<string> report, IReadOnlyList<ServiceKind> allowed)
    {
        if (kinds.Count == 0)
        {
            return false; // The services themselves could not be read: that is reported, and this would only repeat it.
        }

        if (!kinds.TryGetValue(name, out ServiceKind? kind))
        {
            report($"Unknown service '{name}' in '{path}'. {Suggest.Among(name, kinds.Keys)}");
            return false;
        }

        if (kind is { } known && allowed.Count > 0 && !allowed.Contains(known))
        {
            string needed = string.Join(" or ", allowed.Select(Word));
            string fitting = string.Join(", ", kinds
                .Where(entry => entry.Value is { } kind && allowed.Contains(kind))
                .Select(entry => entry.Key).Order(StringComparer.Ordinal));
            report($"'{name}' in '{path}' is of kind {Word(known)}; it must be of kind {needed}: {fitting}.");
            return false;
        }

        return true;
    }

    private static string Word(ServiceKind kind) => Words.ServiceKinds.First(word => word.Value == kind).Key;
}
