using System.Security.Cryptography;

namespace Lab.Control.Links;

/// <summary>How a link process is told apart from others of its kind, and how the host may change it.</summary>
/// <param name="Admin">Address of its admin endpoint, on loopback.</param>
/// <param name="Token">What it wants to see there; in the environment of the link and nowhere else.</param>
internal sealed record LinkAccess(Uri Admin, string Token)
{
    /// <summary>Name of a link's endpoint for toxics.</summary>
    public const string AdminEndpoint = "admin";

    /// <summary>Path that answers 200 once the link listens.</summary>
    public const string HealthPath = "/health";

    /// <summary>Variable in which a link gets its token.</summary>
    public const string TokenVariable = "LAB_LINK_TOKEN";

    /// <summary>A secret for one link of one run.</summary>
    public static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>What follows the program: <c>link --to 127.0.0.1:6379 --listen 4001 --admin 4002 --name cache-link</c>.</summary>
    public static string[] Arguments(string name, string to, int port, int adminPort) =>
    [
        "link", "--name", name, "--to", to,
        "--listen", port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--admin", adminPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ];
}
