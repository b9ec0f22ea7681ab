using Lab.Chaos.Collect;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>What Redis commands do to which keys. Commands that touch no key, and those nobody listed, are no accesses.</summary>
internal static class RedisAccesses
{
    private static readonly HashSet<string> OneKeyReads = new(StringComparer.OrdinalIgnoreCase)
    {
        "GET", "GETRANGE", "STRLEN", "HGET", "HMGET", "HGETALL", "HEXISTS", "HLEN", "LLEN", "LRANGE", "LINDEX", "SCARD", "SISMEMBER", "SMEMBERS",
        "ZCARD", "ZRANGE", "ZSCORE", "TTL", "PTTL", "TYPE",
    };

    private static readonly HashSet<string> ManyKeyReads = new(StringComparer.OrdinalIgnoreCase) { "MGET", "EXISTS" };

    private static readonly HashSet<string> OneKeyWrites = new(StringComparer.OrdinalIgnoreCase)
    {
        "SET", "SETEX", "PSETEX", "SETNX", "GETSET", "GETDEL", "APPEND", "INCR", "INCRBY", "INCRBYFLOAT", "DECR", "DECRBY", "HSET", "HSETNX", "HMSET",
        "HDEL", "HINCRBY", "LPUSH", "RPUSH", "LPOP", "RPOP", "SADD", "SREM", "SPOP", "ZADD", "ZREM", "ZINCRBY", "EXPIRE", "PEXPIRE", "PERSIST",
    };

    private static readonly HashSet<string> ManyKeyWrites = new(StringComparer.OrdinalIgnoreCase) { "DEL", "UNLINK" };

    /// <param name="span">The command's span.</param>
    /// <param name="resource">Which server.</param>
    /// <param name="text">The command as it was sent: <c>DECRBY stock:19b5-22 1</c>. In a pipeline or transaction one a line.</param>
    public static IReadOnlyList<Access> Of(SpanRecord span, string resource, string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(command => OfCommand(span, resource, command))];

    private static IEnumerable<Access> OfCommand(SpanRecord span, string resource, string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return [];
        }

        var name = words[0];
        var keys = ManyKeyReads.Contains(name) || ManyKeyWrites.Contains(name) ? words[1..] : [words[1]];
        return OneKeyReads.Contains(name) || ManyKeyReads.Contains(name) ? Each(AccessKind.Read)
            : OneKeyWrites.Contains(name) || ManyKeyWrites.Contains(name) ? Each(AccessKind.Write)
            : [];

        // What is said of the span is said of its one command; of several keys it cannot be told apart unless it is listed.
        IEnumerable<Access> Each(AccessKind kind)
        {
            var values = span.Attributes.GetValueOrDefault(AccessReader.Value) is { } said ? keys.Length == 1 ? [said] : said.Split(',') : [];
            return keys.Select((key, n) => new Access
            {
                Cell = new Cell(resource, key),
                Kind = kind,
                Text = keys.Length == 1 ? command : $"{name} {key}",
                Value = values.Length == keys.Length ? values[n] : null,
                Span = span,
            });
        }
    }
}
