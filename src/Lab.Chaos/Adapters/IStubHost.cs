using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Adapters;

/// <summary>Somebody else's stub server, answering with mappings that the lab has read.</summary>
internal interface IStubHost
{
    /// <summary>Answers until it is cancelled.</summary>
    /// <param name="options">Chance and log; its delay is in the mappings already.</param>
    /// <param name="mappings">What is answered.</param>
    /// <param name="urls">Addresses; none to listen where <c>ASPNETCORE_URLS</c> says.</param>
    /// <param name="clock">Waits for the delays.</param>
    /// <param name="cancellationToken">Ends it, in good order.</param>
    Task RunAsync(
        StubOptions options, IReadOnlyList<StubMapping> mappings, IReadOnlyList<string> urls, PreciseDelay clock, CancellationToken cancellationToken);
}
