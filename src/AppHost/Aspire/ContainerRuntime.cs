using Lab.Contracts;
using Lab.Contracts.Machine;

namespace Lab.AppHost.Aspire;

/// <summary>Whether containers can be had: the second choice where a server's program is not installed.</summary>
internal static class ContainerRuntime
{
    /// <summary>The container, or the end with one list of all that is missing.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> Require(
        LabException missing, Func<IResourceBuilder<IResourceWithConnectionString>> container)
    {
        if (ContainerRuntimes.Answering() is null)
        {
            LabProblems.End([.. missing.Problems, "Or start a container runtime: neither docker nor podman answers."]);
        }

        return container();
    }
}
