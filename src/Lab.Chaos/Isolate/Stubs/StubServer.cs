using Lab.Chaos.Isolate.Stubs.Admin;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Stress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Chaos.Isolate.Stubs;

/// <summary>
/// Stands in for a service somebody else runs, as payments. Reads WireMock's mapping JSON and obeys the same admin API, so that files
/// and scripts serve both. Listens where it is told, else where <c>ASPNETCORE_URLS</c> says.
/// </summary>
internal static class StubServer
{
    /// <summary>What a stub without mapping files says to everything: yes.</summary>
    private const string Accepting = """{ "request": { "method": "ANY" }, "response": { "jsonBody": { "status": "accepted" } } }""";

    /// <param name="options">Delays, chance, log.</param>
    /// <param name="mappings">What is answered; null to accept everything.</param>
    /// <param name="reader">Reads mappings that come over the admin API; null for one without body files.</param>
    /// <param name="urls">Addresses in place of <c>ASPNETCORE_URLS</c>.</param>
    public static WebApplication Build(
        StubOptions options, IReadOnlyList<StubMapping>? mappings, MappingReader? reader, params string[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (urls.Length > 0)
        {
            builder.WebHost.UseUrls(urls);
        }

        // A singleton, so that its thread ends with the host.
        builder.Services.AddSingleton(_ => new PreciseDelay(TimeProvider.System));
        var application = builder.Build();
        var clock = application.Services.GetRequiredService<PreciseDelay>();
        application.Run(Endpoint(options, mappings, reader, clock, TimeProvider.System).HandleAsync);
        return application;
    }

    /// <summary>What a stub does with requests, whoever brings them.</summary>
    public static StubEndpoint Endpoint(
        StubOptions options, IReadOnlyList<StubMapping>? mappings, MappingReader? reader, PreciseDelay clock, TimeProvider time)
    {
        reader ??= new MappingReader([]);
        var store = new StubStore(InForce(options, mappings, reader));
        var log = new RequestLog(options.LogRequests);
        var writer = new ReplyWriter(new Draws(options.Seed), clock, time);
        return new StubEndpoint(store, new StubAdmin(store, log, reader), writer, log, time);
    }

    /// <summary>What a stub answers with at its start: the mappings, or one that accepts everything, with the delay of the options.</summary>
    public static IReadOnlyList<StubMapping> InForce(StubOptions options, IReadOnlyList<StubMapping>? mappings, MappingReader reader)
    {
        mappings ??= [reader.ReadOne(Accepting, "built-in", Guid.Empty)];
        return options.Delay is { } delay ? [.. mappings.Select(mapping => Slowed(mapping, delay, reader))] : mappings;
    }

    // Into its JSON, so that the admin API shows what is in force.
    private static StubMapping Slowed(StubMapping mapping, LognormalDelay delay, MappingReader reader)
    {
        var json = mapping.Json.DeepClone().AsObject();
        MappingJson.SetDelay(json, delay);
        return reader.ReadOne(json.ToJsonString(), "Stub__Median", mapping.Id);
    }
}
