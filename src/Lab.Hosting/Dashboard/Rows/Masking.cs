using System.Text.RegularExpressions;

namespace Lab.Hosting.Dashboard.Rows;

/// <summary>Variables as they may be shown: what is a secret by its name has no value, and what is part of an address or a connection string is blotted out.</summary>
internal static class Masking
{
    public const string Mask = "*****";

    // Linear in the length of the text, whatever that is.
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex SecretName = new("PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|CREDENTIAL|PRIVATE_?KEY|HEADERS$", Options);

    // `Host=…;Password=s3cret;Database=…`, `127.0.0.1:6379,password=s3cret,ssl=true`; a quoted value may hold the separators.
    private static readonly Regex Password = new("""(?<kept>(^|[;,\s])\s*(password|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^;,]*)""", Options);

    // `redis://ann:s3cret@host`; the password itself may hold an @.
    private static readonly Regex UserInfo = new("""(?<kept>[a-z][a-z0-9+.-]*://)[^\s/@]*:[^\s/]*@""", Options);

    /// <summary>The value of a variable without its secrets.</summary>
    public static string Of(string name, string value) => SecretName.IsMatch(name)
        ? Mask
        : UserInfo.Replace(Password.Replace(value, "${kept}" + Mask), "${kept}" + Mask + "@");
}
