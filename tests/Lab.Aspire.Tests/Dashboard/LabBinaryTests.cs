using Lab.AppHost.Aspire.Phases;
using Lab.Contracts;

namespace Lab.Aspire.Tests.Dashboard;

public sealed class LabBinaryTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-test-");

    private string Project => Path.Combine(_root.FullName, "src", "Lab.Chaos", "Lab.Chaos.csproj");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_command_is_built_as_the_host_is()
    {
        var binary = Directory.CreateDirectory(Path.Combine(_root.FullName, "src", "Lab.Chaos", "bin", "aspire", "Debug", "net10.0"));
        var program = Path.Combine(binary.FullName, OperatingSystem.IsWindows() ? "Lab.Chaos.exe" : "Lab.Chaos");
        File.WriteAllText(program, "");

        Assert.Equal(program, LabBinary.Beside(Project, Path.Combine(_root.FullName, "src", "AppHost", "bin", "aspire", "Debug", "net10.0") + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void One_that_is_not_built_is_named_with_the_mend()
    {
        var problem = Assert.Throws<LabException>(() => LabBinary.Beside(Project, Path.Combine(_root.FullName, "src", "AppHost", "bin", "x")));

        Assert.EndsWith($"is not there. Build it: dotnet build {Project}", problem.Message, StringComparison.Ordinal);
    }
}
