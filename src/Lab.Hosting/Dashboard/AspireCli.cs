using Lab.Contracts.Machine;

namespace Lab.Hosting.Dashboard;

/// <summary>Finds the program that brings the dashboard.</summary>
internal static class AspireCli
{
    /// <summary>What is said where it is not found.</summary>
    public const string HowToGet = "No dashboard: the aspire command was not found. Get it with: npm install -g @microsoft/aspire-cli";

    private const string Name = "aspire";

    /// <summary>Full path, or null. Where its installers put it counts too, since the PATH of a service or an IDE often lacks that.</summary>
    public static string? Find()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Programs.Find(Name)
            ?? new[] { Path.Combine(home, ".aspire", "bin"), Path.Combine(home, ".dotnet", "tools") }
                .Select(folder => Programs.InFolder(folder, Name)).FirstOrDefault(File.Exists);
    }
}
