namespace Lab.Services.Redis;

/// <summary>A node refused, could not be reached, or did not answer in time. A write may have happened nonetheless.</summary>
public sealed class RedisNodeException(string node, string command, Exception inner)
    : Exception($"Redis node '{node}' did not answer {command}: {inner.Message}", inner);
