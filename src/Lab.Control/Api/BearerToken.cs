using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Lab.Control.Api;

/// <summary>The token of one run: 256 bits, compared in a time that tells nothing about how much of a guess was right.</summary>
internal sealed class BearerToken
{
    private const string Scheme = "Bearer ";

    public string Text { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public bool Admits(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..]), Digest(Text));
    }

    // Digests are of one length whatever was sent, which the comparison needs.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
