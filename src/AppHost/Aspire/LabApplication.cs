using Lab.AppHost.Aspire.Publishing;
using Lab.Contracts;
using Lab.Control.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.AppHost.Aspire;

/// <summary>
/// What <c>DistributedApplication</c> means in AppHost.cs under this engine (an alias in Engine.aspire.props): Aspire's own builder, with the
/// lab's control API beside it and with defaults for a start without a launch profile, as by <c>./lab</c>.
/// </summary>
internal static class LabApplication
{
    /// <summary>Starts a builder with the command line of the AppHost.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(args, new RunWishes());

    /// <summary>As above, for hosts that choose the place of their run.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args, RunWishes wishes)
    {
        var options = new DistributedApplicationOptions
        {
            Args = args,
            // Everything binds to loopback; certificates would add a question at the first start and protect nothing.
            AllowUnsecuredTransport = true,
            DisableDashboard = IsStartedByTheLab && Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null or "",
        };
        var builder = global::Aspire.Hosting.DistributedApplication.CreateBuilder(options);
        if (builder.ExecutionContext.IsRunMode)
        {
            DashboardAddresses.Add(builder.Configuration, Console.Error);
            AddRun(builder, options, wishes);
        }
        else
        {
            PublishingSteps.AddTo(builder);
        }

        return builder;
    }

    private static bool IsStartedByTheLab => Environment.GetEnvironmentVariable("LAB_RUN_ID") is { Length: > 0 };

    private static void AddRun(IDistributedApplicationBuilder builder, DistributedApplicationOptions options, RunWishes wishes)
    {
        try
        {
            // A builder is made synchronously; this is a console program's first second, with no context that could block.
            var place = RunPlaces.ChooseAsync(wishes, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
            builder.Services.AddSingleton(place);
        }
        catch (LabException e)
        {
            LabProblems.End(e.Problems);
        }

        // The run's own business: a service that took over its id or waited for its parent would do harm.
        foreach (var name in (string[])["LAB_RUN_ID", "LAB_RUN_FOLDER", "LAB_START"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        // Aspire starts services by `dotnet run`, which looks for their binaries anew: an engine given on the command line of the build is not known there.
        Environment.SetEnvironmentVariable("LabEngine", "aspire");
        builder.Services.AddSingleton(new EnvironmentOverrides(options));
        builder.Services.AddSingleton<AspireTopology>();
        builder.Services.AddSingleton<Lab.Control.Api.ILabTopology>(services => services.GetRequiredService<AspireTopology>());
        builder.Services.AddSingleton<ReplicaLogs>();
        builder.Services.AddSingleton<LabRun>();
        builder.Eventing.Subscribe<BeforeStartEvent>((e, cancellationToken) => e.Services.GetRequiredService<LabRun>().StartAsync(e.Model, cancellationToken));
    }
}
