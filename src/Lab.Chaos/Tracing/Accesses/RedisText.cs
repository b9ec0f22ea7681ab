namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// What a Redis command does, from the text of its span: <c>GET stock:7</c>, <c>SET lease:7 ? NX PX 1000</c>, <c>EVAL script 1 stock:7</c>.
/// </summary>
internal static class RedisText
{
    private static readonly string[] Reading =
        ["GET", "MGET", "HGET", "HGETALL", "HMGET", "EXISTS", "LRANGE", "LLEN", "SMEMBERS", "SISMEMBER", "SCARD", "ZSCORE", "ZRANGE", "STRLEN", "GETRANGE"];

    private static readonly string[] Adding =
        ["INCR", "INCRBY", "INCRBYFLOAT", "DECR", "DECRBY", "HINCRBY", "HINCRBYFLOAT", "ZINCRBY", "SADD", "SREM", "LPUSH", "RPUSH", "ZADD", "ZREM", "XADD", "PFADD"];

    private static readonly string[] Overwriting = ["SET", "SETEX", "PSETEX", "MSET", "HSET", "HMSET", "GETSET", "LSET", "SETRANGE"];

    private static readonly string[] Removing = ["DEL", "UNLINK", "EXPIRE", "PEXPIRE", "HDEL", "GETDEL"];

    private static readonly string[] Guarding = ["SETNX", "HSETNX", "MSETNX", "EVAL", "EVALSHA", "FCALL", "LPOP", "RPOP", "SPOP", "EXEC"];

    /// <param name="store">Name of the server.</param>
    /// <param name="text">Command and arguments.</param>
    public static IEnumerable<Access> Read(string store, string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            yield break;
        }

        var command = words[0].ToUpperInvariant();
        var onlyNew = words.Skip(2).Any(word => word.Equals("NX", StringComparison.OrdinalIgnoreCase));
        Effect? effect = command switch
        {
            "SET" when onlyNew => Effect.Guarded,
            _ when Reading.Contains(command) => Effect.Read,
            _ when Adding.Contains(command) => Effect.Add,
            _ when Overwriting.Contains(command) => Effect.Overwrite,
            _ when Removing.Contains(command) => Effect.Remove,
            _ when Guarding.Contains(command) => Effect.Guarded,
            _ => null,
        };
        foreach (var key in effect is null ? [] : Keys(command, words))
        {
            yield return new Access
            {
                Effect = effect!.Value,
                Cell = new Cell(store, KeyPattern.Of(key)),
                Sent = key,
                MayLock = command == "SETNX" || command == "SET" && (onlyNew || words.Length == 2),
                MayUnlock = command is "DEL" or "UNLINK" or "EVAL" or "EVALSHA",

                // Nobody takes a lock in Redis for ever; where the time is not told it is assumed.
                IsLease = command == "SET",
            };
        }
    }

    private static IEnumerable<string> Keys(string command, string[] words) => command switch
    {
        "MGET" or "DEL" or "UNLINK" or "EXISTS" => words.Skip(1),
        "MSET" or "MSETNX" => words.Skip(1).Where((_, n) => n % 2 == 0),

        // Text as it goes over the wire has the script and the number of keys first; a span that only says on which key has the key.
        "EVAL" or "EVALSHA" or "FCALL" => words.Length > 3 && int.TryParse(words[2], out var count) ? words.Skip(3).Take(count) : [words[1]],
        _ => [words[1]],
    };
}
