using Lab.Contracts;

namespace Lab.Hosting.Tests.Model;

public sealed class LaunchProfileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-test-");

    public LaunchProfileTests()
    {
        _folder.CreateSubdirectory("Properties");
        File.WriteAllText(Path.Combine(_folder.FullName, "Properties", "launchSettings.json"), """
            {
              // Comments are common in these files.
              "profiles": {
                "IIS Express": { "commandName": "IISExpress" },
                "https": {
                  "commandName": "Project",
                  "commandLineArgs": "--verbose on",
                  "applicationUrl": "https://localhost:7001;http://localhost:21123",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" },
                },
              }
            }
            """);
    }

    [Fact]
    public void The_first_profile_that_starts_the_project_gives_port_variables_and_arguments()
    {
        var profile = LaunchProfile.Of(Project(name: null));

        Assert.Equal(21123, profile?.HttpPort);
        Assert.Equal("Development", profile?.Environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal(["--verbose", "on"], profile?.Arguments);
    }

    [Fact]
    public void An_unknown_profile_is_an_error_with_its_mend()
    {
        var error = Assert.Throws<LabException>(() => LaunchProfile.Of(Project("htps")));

        Assert.StartsWith("Resource 'shop': no launch profile 'htps' that starts the project in ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Add it, or pass launchProfileName: null.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ProjectResource Project(string? name) => new("shop")
    {
        Metadata = new InFolder(_folder.FullName),
        UsesLaunchProfile = true,
        LaunchProfileName = name,
    };

    private sealed record InFolder(string Folder) : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Folder, "Shop.csproj");

        public string BinaryPath => Path.Combine(Folder, "Shop.dll");
    }
}
