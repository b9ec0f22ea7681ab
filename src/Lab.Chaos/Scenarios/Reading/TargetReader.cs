using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>target</c>: an AppHost that the lab starts, or the addresses of a system that somebody else started.</summary>
internal static class TargetReader
{
    public static Target? Read(Field? field, ServiceBook services)
    {
        if (field?.Section(Grammar.Target) is not { } section)
        {
            return null;
        }

        if (section["apphost"] is not null == (section["urls"] ?? section["connections"]) is not null)
        {
            field.Wrong("'target' must have either 'apphost' or addresses in 'urls' and 'connections', not both and not none. "
                + "Write for example: apphost: src/AppHost");
        }

        return new Target
        {
            AppHost = section["apphost"]?.Text(),
            Urls = Urls(section["urls"], services),
            Connections = Connections(section["connections"], services),
        };
    }

    private static Dictionary<string, Uri> Urls(Field? field, ServiceBook services)
    {
        Dictionary<string, Uri> urls = [];
        foreach (Field entry in field?.Entries("http://127.0.0.1:5080") ?? [])
        {
            string? name = services.NamedByKey(entry, "target.urls", ServiceKind.Http);
            if (Address(entry) is { } url && name is not null)
            {
                urls.Add(name, url);
            }
        }

        return urls;
    }

    private static Uri? Address(Field entry)
    {
        bool valid = Uri.TryCreate(entry.Text(), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";

        return valid ? url : entry.Not<Uri>("an http or https address");
    }

    private static Dictionary<string, string> Connections(Field? field, ServiceBook services)
    {
        Dictionary<string, string> connections = [];
        foreach (Field entry in field?.Entries("\"Host=127.0.0.1;Database=tickets\"") ?? [])
        {
            string? name = services.NamedByKey(entry, "target.connections", ServiceKind.Redis, ServiceKind.Postgres);
            if (entry.Text() is { } connection && name is not null)
            {
                connections.Add(name, connection);
            }
        }

        return connections;
    }
}
