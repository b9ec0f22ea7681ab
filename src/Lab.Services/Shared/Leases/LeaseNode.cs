using Lab.Services.Redis;
using StackExchange.Redis;

namespace Lab.Services.Leases;

/// <summary>One node's vote on a lease: a key that holds the holder's token and forgets it by itself.</summary>
public sealed class LeaseNode(RedisNode node)
{
    // Compare and delete in one step. A bare DEL would end the lease of whoever got it after ours had run out.
    private const string ReleaseScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end
        """;

    /// <summary>False when another holds it, or the node does not answer.</summary>
    public async Task<bool> TryGrantAsync(string key, string token, LeasePolicy policy)
    {
        try
        {
            return await node.RunAsync(
                "SET", key, redis => redis.StringSetAsync(key, token, policy.Time, When.NotExists), policy.NodeTimeout);
        }
        catch (RedisNodeException)
        {
            return false;
        }
    }

    /// <summary>
    /// Not waited for: commands of one connection keep their order, so this process's next try comes after it, and others try
    /// again anyway. If it is lost, the lease runs out by itself.
    /// </summary>
    public void Release(string key, string token) =>
        node.Post(redis => redis.Execute(
            "EVAL", [ReleaseScript, 1, (RedisKey)key, token], CommandFlags.FireAndForget));
}
