namespace Lab.Control.Publishing.Manifests;

/// <summary>Official images of the servers, pinned, and the accounts that they run under without root.</summary>
internal static class ServerImages
{
    public const string Redis = "docker.io/library/redis:7.4.6-alpine";
    public const int RedisUser = 999;
    public const int RedisGroup = 1000;
    public const int RedisPort = 6379;

    public const string Postgres = "docker.io/library/postgres:17.6-alpine";
    public const int PostgresUser = 70;
    public const int PostgresPort = 5432;

    /// <summary>Account <c>app</c> of the .NET images.</summary>
    public const int DotNetUser = 1654;
}
