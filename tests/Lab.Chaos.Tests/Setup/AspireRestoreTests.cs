using Lab.Chaos.Setup;

namespace Lab.Chaos.Tests.Setup;

public sealed class AspireRestoreTests
{
    [Theory]
    [InlineData(
        "/r/src/AppHost/AppHost.csproj : error NU1101: Unable to find package Aspire.Hosting.Redis. No packages exist with this id in source(s): feed [/r/src/AppHost/AppHost.csproj]",
        "NU1101: Unable to find package Aspire.Hosting.Redis. No packages exist with this id in source(s): feed")]
    [InlineData(
        "/r/src/AppHost/AppHost.csproj : error MSB4236: The SDK 'Aspire.AppHost.Sdk/13.5.4' specified could not be found.\nmore",
        "MSB4236: The SDK 'Aspire.AppHost.Sdk/13.5.4' specified could not be found")]
    [InlineData(
        "/r/A.csproj : error NU1101: Unable to find package Pipelines.Sockets.Unofficial. None. [/r/Lab.sln]\n/r/B.csproj : error NU1101: Unable to find package Aspire.Hosting.Redis. None. [/r/Lab.sln]",
        "NU1101: Unable to find package Aspire.Hosting.Redis. None")]
    [InlineData("something else\nmore", "something else")]
    public void The_first_error_that_names_aspire_is_told_without_its_place(string output, string problem) =>
        Assert.Equal(problem, AspireRestore.Problem(output));
}
