namespace Lab.Services.Api;

/// <summary>Headers of the public contract.</summary>
public static class ApiHeaders
{
    /// <summary>Names one intended order: sent twice, it buys once. 1 to 64 letters, digits, '-', '_', '.' or ':'.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary><c>true</c> on the reply to a key that had been served before.</summary>
    public const string IdempotentReplayed = "Idempotent-Replayed";
}
