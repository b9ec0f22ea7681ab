using System.Text.RegularExpressions;
using Lab.Chaos.Publish;
using Lab.Chaos.Tests.Histories;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Publish;

public sealed class FreshSecretsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public FreshSecretsTests()
    {
        File.WriteAllText(_folder.File("redis.yaml"), Asking("redis-secrets", "REDIS_PASSWORD"));
        File.WriteAllText(_folder.File("inventory.yaml"), Asking("redis-secrets", "REDIS_PASSWORD"));
        File.WriteAllText(_folder.File("postgres.yaml"), Asking("postgres-secrets", "POSTGRES_PASSWORD"));
        File.WriteAllText(_folder.File("mine.yaml"), "{ not: yaml");
    }

    [Fact]
    public void Every_secret_that_is_asked_for_is_made_once() =>
        Assert.Equal(
            """
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: postgres-secrets
              namespace: ticketing
            stringData:
              POSTGRES_PASSWORD: "…"
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: redis-secrets
              namespace: ticketing
            stringData:
              REDIS_PASSWORD: "…"

            """,
            Regex.Replace(FreshSecrets.Of(_folder.Path), "\"[A-Za-z0-9]{32}\"", "\"…\"", RegexOptions.None, TimeSpan.FromSeconds(1)));

    [Fact]
    public void No_two_passwords_are_alike() => Assert.NotEqual(FreshSecrets.Of(_folder.Path), FreshSecrets.Of(_folder.Path));

    [Fact]
    public void A_folder_that_asks_for_none_was_not_published()
    {
        var nowhere = _folder.File("nowhere");

        Assert.Equal($"Nothing in {nowhere} asks for a secret. Publish first: lab publish -o {nowhere}.", Assert.Throws<LabException>(() => FreshSecrets.Of(nowhere)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static string Asking(string secret, string key) => $$"""
        metadata: { name: any, namespace: ticketing }
        spec: { env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: {{secret}}, key: {{key}} } } }] }
        """;
}
