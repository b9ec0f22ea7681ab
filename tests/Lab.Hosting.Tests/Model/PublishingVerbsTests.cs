namespace Lab.Hosting.Tests.Model;

public sealed class PublishingVerbsTests
{
    [Fact]
    public void A_cluster_to_publish_to_is_no_part_of_what_runs_here()
    {
        var builder = TestLab.Builder();

        var k3s = builder.AddKubernetesEnvironment("k3s");

        Assert.Equal("k3s", k3s.Resource.Name);
        Assert.Empty(builder.Resources);
    }

    [Fact]
    public void Limits_and_probes_are_recorded_and_change_nothing_about_the_run()
    {
        var builder = TestLab.Builder();

        var echo = builder.AddEcho("echo").WithCpuLimit("250m").WithMemoryLimit("256Mi").WithProbes(ready: "/health", alive: "/alive");

        var settings = echo.Resource.Settings;
        Assert.Equal(("250m", "256Mi"), (settings.CpuLimit, settings.MemoryLimit));
        Assert.Equal(["/health", "/alive"], settings.ProbePaths);
        Assert.Equal(new HttpHealthCheck("/health", 200, null), settings.HealthCheck);
        Assert.Empty(settings.Environment);
        Assert.Empty(settings.Arguments);
        Assert.Empty(Problems(builder));
    }

    [Fact]
    public void A_limit_that_no_cluster_would_take_is_found_before_anything_starts()
    {
        var builder = TestLab.Builder();
        builder.AddEcho("echo").WithCpuLimit("250 m").WithMemoryLimit("256MB");

        Assert.Equal(
            [
                "Resource 'echo': '250 m' is no CPU limit. Use thousandths such as 250m, or processors such as 1; at least 10m.",
                "Resource 'echo': '256MB' is no memory limit. Use for example 256Mi; at least 1Mi.",
            ],
            Problems(builder));
    }

    [Fact]
    public void A_probe_path_starts_with_a_slash()
    {
        var builder = TestLab.Builder();
        builder.AddEcho("echo").WithProbes(ready: "health", alive: "/alive");

        Assert.Equal(["Resource 'echo': probe path 'health' must start with a slash. Write '/health'."], Problems(builder));
    }

    [Fact]
    public void Probes_need_the_http_endpoint()
    {
        var builder = TestLab.Builder();
        builder.AddExecutable("job", "true", ".").WithProbes(ready: "/health", alive: "/alive");

        Assert.Equal(["Resource 'job': probes need an endpoint named 'http'. Add .WithHttpEndpoint()."], Problems(builder));
    }

    private static string[] Problems(IDistributedApplicationBuilder builder) =>
        [.. ModelCheck.Problems([.. builder.Resources.Cast<Resource>()])];
}
