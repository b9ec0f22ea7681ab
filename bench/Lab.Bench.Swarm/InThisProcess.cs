using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Lab.Bench.Swarm;

/// <summary>Measured in this process: a project generated beside the repository's own would fall under its build rules.</summary>
internal sealed class InThisProcess : ManualConfig
{
    /// <summary>A few iterations: one is long enough to be steady.</summary>
    public InThisProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}

/// <summary>Timed once, without warming up: as a user meets it.</summary>
internal sealed class OnceInThisProcess : ManualConfig
{
    /// <summary>One invocation.</summary>
    public OnceInThisProcess() => AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance));
}
