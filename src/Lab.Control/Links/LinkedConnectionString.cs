using System.Globalization;
using Lab.Contracts;

namespace Lab.Control.Links;

/// <summary>
/// A connection string with the address of a link in place of the server's. Two forms are known: <c>127.0.0.1:6379,password=…</c> as Redis clients take
/// it, and <c>Host=127.0.0.1;Port=5432;…</c> as database clients do.
/// </summary>
internal static class LinkedConnectionString
{
    private static readonly string[] HostKeys = ["host", "server", "data source"];

    /// <summary>The server's address, <c>host:port</c>.</summary>
    /// <exception cref="LabException">It cannot be seen, or there is more than one.</exception>
    public static string Server(string connectionString)
    {
        if (!IsKeyed(connectionString))
        {
            return Single(connectionString.Split(',').TakeWhile(part => !part.Contains('=', StringComparison.Ordinal)).ToArray());
        }

        var pairs = Pairs(connectionString);
        var host = pairs.FirstOrDefault(pair => IsHost(pair.Key)).Value ?? throw Unclear();
        var port = pairs.FirstOrDefault(pair => pair.Key.Equals("port", StringComparison.OrdinalIgnoreCase)).Value ?? "5432";
        return Single([$"{host}:{port}"]);
    }

    /// <summary>The same, through a link that listens on that port of this machine.</summary>
    public static string Through(string connectionString, int port)
    {
        var link = port.ToString(CultureInfo.InvariantCulture);
        if (!IsKeyed(connectionString))
        {
            return string.Join(',', [$"127.0.0.1:{link}", .. connectionString.Split(',').Skip(1)]);
        }

        var others = Pairs(connectionString).Where(pair => !IsHost(pair.Key) && !pair.Key.Equals("port", StringComparison.OrdinalIgnoreCase));
        return string.Join(';', ["Host=127.0.0.1", $"Port={link}", .. others.Select(pair => $"{pair.Key}={pair.Value}")]);
    }

    private static bool IsKeyed(string text) => text.Split(';', ',')[0].Contains('=', StringComparison.Ordinal);

    private static bool IsHost(string key) => HostKeys.Contains(key.ToLowerInvariant());

    // Values may be quoted and then hold a semicolon; the keys that are read here never are, and the others go on as they are.
    private static List<(string Key, string Value)> Pairs(string text)
    {
        List<(string, string)> pairs = [];
        var (start, quote) = (0, '\0');
        for (var n = 0; n <= text.Length; n++)
        {
            if (n == text.Length || (text[n] == ';' && quote == '\0'))
            {
                var part = text[start..n];
                start = n + 1;
                if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                {
                    pairs.Add((part[..equals].Trim(), part[(equals + 1)..].Trim()));
                }
            }
            else if (text[n] is '"' or '\'' && (quote == '\0' || quote == text[n]))
            {
                quote = quote == '\0' ? text[n] : '\0';
            }
        }

        return pairs;
    }

    private static string Single(string[] servers) => servers is [var only] && only.LastIndexOf(':') > 0 && !only.Contains(',', StringComparison.Ordinal)
        ? only
        : servers is [var bare] && bare.Length > 0 && !bare.Contains(',', StringComparison.Ordinal) ? $"{bare}:6379" : throw Unclear();

    // The text may hold a password, so it is not shown.
    private static LabException Unclear() => new(
        "A link needs one server in the connection string: host:port first, or Host=…;Port=…. Give it one, or refer to the resource without a link.");
}
