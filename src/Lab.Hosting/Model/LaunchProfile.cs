using System.Text.Json;

namespace Lab.Hosting;

/// <summary>
/// A profile of Properties/launchSettings.json that starts the project itself:
/// <c>{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://localhost:5001", … } } }</c>.
/// Only the http address is used: the lab is on loopback, without certificates.
/// </summary>
internal sealed record LaunchProfile
{
    public int? HttpPort { get; private init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The profile that the project asks for; null when it asks for none or has no such file.</summary>
    public static LaunchProfile? Of(ProjectResource project)
    {
        if (!project.UsesLaunchProfile || project.Metadata is null)
        {
            return null;
        }

        var file = Path.Combine(Path.GetDirectoryName(project.Metadata.ProjectPath)!, "Properties", "launchSettings.json");
        return File.Exists(file) ? Read(file, project) : null;
    }

    private static LaunchProfile? Read(string file, ProjectResource project)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(File.ReadAllText(file), options);
        var profile = document.RootElement.GetProperty("profiles").EnumerateObject()
            .Where(p => Text(p.Value, "commandName") == "Project")
            .FirstOrDefault(p => project.LaunchProfileName is null || p.Name == project.LaunchProfileName);
        if (profile.Value.ValueKind is not JsonValueKind.Object)
        {
            return project.LaunchProfileName is null ? null : throw new Contracts.LabException(
                $"Resource '{project.Name}': no launch profile '{project.LaunchProfileName}' that starts the project in {file}. "
                + "Add it, or pass launchProfileName: null.");
        }

        return new LaunchProfile
        {
            HttpPort = (Text(profile.Value, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(url => new Uri(url)).FirstOrDefault(url => url.Scheme == "http")?.Port,
            Environment = profile.Value.TryGetProperty("environmentVariables", out var variables)
                ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? "")
                : [],
            Arguments = (Text(profile.Value, "commandLineArgs") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
