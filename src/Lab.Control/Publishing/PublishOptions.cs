using Lab.Contracts;

namespace Lab.Control.Publishing;

/// <summary>What a publishing is asked for: <c>--operation publish --output-path k3s</c>, as Aspire's AppHost has it, and the lab's own wishes beside it.</summary>
internal sealed record PublishOptions
{
    private static readonly string[] Known = ["--operation", "--output-path", "--step", "--namespace", "--registry", "--tag"];

    /// <summary>Folder that is written, absolute.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Where everything goes on the cluster; null for the name of the system.</summary>
    public string? Namespace { get; init; }

    /// <summary>What stands before the names of the images, for example <c>ghcr.io/me</c>; empty for images that were loaded into the cluster's own store.</summary>
    public string Registry { get; init; } = "";

    /// <summary>Tag of the images.</summary>
    public string Tag { get; init; } = typeof(PublishOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Image of a project, as <c>dotnet publish /t:PublishContainer</c> names it.</summary>
    public string Image(string repository) => $"{(Registry.Length == 0 ? "" : Registry.TrimEnd('/') + "/")}{repository}:{Tag}";

    /// <summary>Repository of a project's image: <c>Lab.Services.Checkout</c> becomes <c>lab-services-checkout</c> (Directory.Build.props says the same).</summary>
    public static string Repository(string projectPath) =>
        Path.GetFileNameWithoutExtension(projectPath.Replace('\\', '/')).ToLowerInvariant().Replace('.', '-');

    /// <summary>Whether the command line of an AppHost asks to publish rather than to run.</summary>
    public static bool Asked(IReadOnlyList<string> args) => Value(args, "--operation") == "publish";

    /// <summary>Reads the command line of an AppHost.</summary>
    /// <exception cref="LabException">All that is wrong with it.</exception>
    public static PublishOptions Read(IReadOnlyList<string> args)
    {
        List<string> problems =
        [
            .. Known.Where(name => args.Contains(name) && Value(args, name) is null).Select(name => $"{name} has no value. Example: --output-path k3s."),
        ];
        if (Value(args, "--output-path") is null && problems.Count == 0)
        {
            problems.Add("--operation publish needs a folder to write. Add --output-path k3s.");
        }

        var place = Value(args, "--namespace");
        if (place is not null && !IsLabel(place))
        {
            problems.Add($"--namespace is '{place}'; it must be lower-case letters, digits and hyphens, at most 63. Example: --namespace ticketing.");
        }

        return problems.Count > 0 ? throw new LabException(problems) : WithTag(args, new PublishOptions
        {
            OutputPath = Path.GetFullPath(Value(args, "--output-path")!),
            Namespace = place,
            Registry = Value(args, "--registry") ?? "",
        });
    }

    private static PublishOptions WithTag(IReadOnlyList<string> args, PublishOptions options) =>
        Value(args, "--tag") is { } tag ? options with { Tag = tag } : options;

    // Both `--name value` and `--name=value`, since the configuration that Aspire reads takes either.
    private static string? Value(IReadOnlyList<string> args, string name)
    {
        for (var n = 0; n < args.Count; n++)
        {
            if (args[n].StartsWith(name + "=", StringComparison.Ordinal))
            {
                return args[n][(name.Length + 1)..];
            }

            if (args[n] == name)
            {
                return n + 1 < args.Count && !args[n + 1].StartsWith("--", StringComparison.Ordinal) ? args[n + 1] : null;
            }
        }

        return null;
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
