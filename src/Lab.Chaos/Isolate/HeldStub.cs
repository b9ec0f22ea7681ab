using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Isolate;

/// <summary>
/// A stub whose latency an experiment sets while the system runs. Disposal gives it back as it was; every mapping that was touched
/// carries a mark meanwhile, so that after a lab that was killed the next one finds it and resets the stub before it begins.
/// </summary>
internal sealed class HeldStub : IAsyncDisposable
{
    /// <summary>Member of a mapping's <c>metadata</c>: this delay is an experiment's and not the file's.</summary>
    private const string Mark = "heldByLab";

    private readonly StubClient _client;
    private readonly IReadOnlyList<JsonObject> _originals;

    private HeldStub(StubClient client, IReadOnlyList<JsonObject> originals) => (_client, _originals) = (client, originals);

    /// <summary>Takes hold of a stub; its latency stays as it is until <see cref="SlowAsync"/>.</summary>
    /// <param name="target">The system, running.</param>
    /// <param name="service">The stub.</param>
    /// <param name="only">Name of the one mapping to be delayed; null, or a name that no mapping has, for all of them.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabException">The service is no stub.</exception>
    public static async Task<HeldStub> TakeAsync(ITarget target, string service, string? only, CancellationToken cancellationToken)
    {
        var client = await StubClient.FindAsync(target, service, cancellationToken)
            ?? throw new LabException($"'{service}' is no stub: it does not answer GET /__admin/mappings. Let a stub stand in for it "
                + "(lab stub --mappings <folder>), or name a downstream that is one.");
        var mappings = await client.MappingsAsync(cancellationToken);
        List<JsonObject> named = [.. mappings.Where(mapping => only is not null && mapping["name"]?.ToString() == only)];
        return new HeldStub(client, named.Count > 0 ? named : mappings);
    }

    /// <summary>Names of the mappings that are delayed, or their ids.</summary>
    public IReadOnlyList<string> Mappings => [.. _originals.Select(mapping => (mapping["name"] ?? mapping["id"])!.ToString())];

    /// <summary>Puts a latency in force, from the next request on. Nothing is restarted.</summary>
    public async Task SlowAsync(LognormalDelay delay, CancellationToken cancellationToken)
    {
        foreach (var original in _originals)
        {
            var mapping = original.DeepClone().AsObject();
            MappingJson.SetDelay(mapping, delay);
            var metadata = mapping["metadata"] as JsonObject ?? [];
            metadata[Mark] = true;
            mapping["metadata"] = metadata.DeepClone();
            await _client.PutAsync(mapping, cancellationToken);
        }
    }

    /// <summary>Everything as it was.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var original in _originals)
        {
            await _client.PutAsync(original, cancellationToken);
        }
    }

    // Undoing must finish whatever ended the run, so no cancellation reaches here; a stub that has died needs no restoring.
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RestoreAsync(CancellationToken.None);
        }
        catch (LabException)
        {
            // It no longer answers; when it starts again it reads its files.
        }

        _client.Dispose();
    }

    /// <summary>Resets stubs that a lab left changed because it was killed. What does not answer, or is no stub, is left alone.</summary>
    public static async Task ResetLeftoversAsync(Scenario scenario, ITarget target, CancellationToken cancellationToken)
    {
        foreach (var service in Downstreams.Possible(scenario).Where(service => scenario.Target.AppHost is not null || scenario.Target.Urls.ContainsKey(service)))
        {
            try
            {
                using var client = await StubClient.FindAsync(target, service, cancellationToken);
                if (client is not null && (await client.MappingsAsync(cancellationToken)).Any(mapping => mapping["metadata"]?[Mark] is not null))
                {
                    await client.ResetAsync(cancellationToken);
                }
            }
            catch (LabException)
            {
                // Whoever needs it will say so; most experiments do not.
            }
        }
    }
}
