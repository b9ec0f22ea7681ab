using Microsoft.Extensions.Configuration;

namespace Lab.Services.Validation;

/// <summary>Finds settings that nothing reads: a misspelt one would silently leave its default in force.</summary>
public static class UnknownSettings
{
    /// <summary>One problem per key of the section that is not among the known names.</summary>
    public static IEnumerable<string> Problems(IConfigurationSection section, IReadOnlyCollection<string> known) => section
        .GetChildren()
        .Select(child => child.Key)
        .Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))
        .Select(key => $"Unknown setting {section.Key}:{key}. Known: {string.Join(", ", known)}."
            + NearestName.Suggestion(key, known));
}
