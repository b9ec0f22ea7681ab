using System.Globalization;
using System.Text;
using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Matching;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Microsoft.AspNetCore.WebUtilities;
using WireMock;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace Lab.Chaos.Adapters;

/// <summary>
/// WireMock.Net answers with the mappings that the lab has read. Written for WireMock.Net 2.31.0 against the public source of 2.15.0, since
/// when its release notes tell of dependencies only; compiled only where LabAdapters names it (eng/Adapters.props).
/// </summary>
internal sealed class WireMockStubs : IStubHost
{
    /// <summary>Where a stub listens that is told nothing, as the lab's own does.</summary>
    private const string UsualUrl = "http://localhost:5000";

    public async Task RunAsync(
        StubOptions options, IReadOnlyList<StubMapping> mappings, IReadOnlyList<string> urls, PreciseDelay clock, CancellationToken cancellationToken)
    {
        string[] problems = [.. WireMockLimits.Problems(mappings)];
        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }

        using var server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = urls.Count > 0 ? [.. urls] : (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? UsualUrl).Split(';'),
            StartAdminInterface = true,
            // 0 keeps none; null, its default, keeps every request for ever, and any other number sorts the log at each of them.
            MaxRequestLogCount = options.LogRequests,
            Logger = new WireMockNullLogger(),
            AllowBodyForAllHttpMethods = true,
            DisableJsonBodyParsing = true,   // the lab's patterns read the text
        });
        var chance = new Chance(new Draws(options.Seed), clock, cancellationToken);
        foreach (var (rank, mapping) in InOrder(mappings).Index())
        {
            Host(server, rank + 1, mapping, chance);
        }

        Console.WriteLine($"Stub of {mappings.Count} mappings on WireMock.Net at {string.Join(", ", server.Urls)}, admin API at /__admin.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            server.Stop();
        }
    }

    // Priority 1 is asked first, among equals whichever came last. WireMock.Net decides equals by score and time, so each gets a rank of its own.
    private static IEnumerable<StubMapping> InOrder(IReadOnlyList<StubMapping> mappings) => mappings.Reverse().OrderBy(mapping => mapping.Priority);

    private static void Host(WireMockServer server, int rank, StubMapping mapping, Chance chance)
    {
        var answer = server.Given(Request(mapping.Request)).WithGuid(mapping.Id).AtPriority(rank);
        if (mapping.Name is { } name)
        {
            answer = answer.WithTitle(name);
        }

        if (mapping.Step is { Required: { } required } step)
        {
            // Its start has no name, and a mapping without a next state goes back there. Unlike the lab's stub it looks and moves in two
            // steps, so of two requests that arrive together both may find the old state.
            answer = answer.InScenario(step.Scenario);
            answer = required == ScenarioStates.Started ? answer : answer.WhenStateIs(required);
            var next = step.Next ?? required;
            answer = next == ScenarioStates.Started ? answer : answer.WillSetStateTo(next);
        }

        answer.RespondWith(Response.Create().WithCallback(request => chance.AnswerAsync(mapping, request)));
    }

    // The lab's own patterns decide, handed over as functions: the files mean the same on both servers.
    private static IRequestBuilder Request(RequestPattern pattern)
    {
        var request = WireMock.RequestBuilders.Request.Create();
        request = pattern.Method is { } method ? request.UsingMethod(method) : request.UsingAnyMethod();
        if (pattern.Url is not null || pattern.Query.Count > 0)
        {
            request = request.WithUrl(url => Matches(pattern, new Uri(url)));
        }

        if (pattern.Headers.Count > 0)
        {
            request = request.WithHeader((IDictionary<string, string[]> headers) => pattern.Headers.All(one =>
                one.Matches(headers.FirstOrDefault(header => string.Equals(header.Key, one.Name, StringComparison.OrdinalIgnoreCase)).Value)));
        }

        return pattern.Body.Count == 0 ? request
            : request.WithBody((IBodyData? body) => Text(body) is var text && pattern.Body.All(one => one.Matches(text)));
    }

    private static bool Matches(RequestPattern pattern, Uri url)
    {
        if (pattern.Url is { } wanted)
        {
            var seen = wanted.PathOnly ? url.AbsolutePath : url.PathAndQuery;
            if (wanted.Literal is { } literal ? seen != literal : !wanted.Pattern!.IsMatch(seen))
            {
                return false;
            }
        }

        var query = QueryHelpers.ParseQuery(url.Query);
        return pattern.Query.All(one => one.Matches(query.GetValueOrDefault(one.Name)));
    }

    // What does not look like text it keeps as bytes only.
    private static string Text(IBodyData? body) =>
        body?.BodyAsString ?? (body?.BodyAsBytes is { } bytes ? Encoding.UTF8.GetString(bytes) : "");

    /// <summary>Delays drawn as the lab's own stub draws them: by seed, mapping and request, so that both give a request the same delay.</summary>
    private sealed class Chance(Draws draws, PreciseDelay clock, CancellationToken ending)
    {
        private long _arrived;

        public async Task<IResponseMessage> AnswerAsync(StubMapping mapping, IRequestMessage request)
        {
            var reply = mapping.Reply;
            var drawn = reply.Distribution?.At(draws.Uniform(mapping.Id, IdOf(request))) ?? TimeSpan.Zero;
            await clock.DelayAsync((reply.FixedDelay ?? TimeSpan.Zero) + drawn, ending);
            return new ResponseMessage
            {
                StatusCode = reply.Status,
                Headers = reply.Headers.ToDictionary(header => header.Key, header => new WireMockList<string>(header.Value.OfType<string>())),
                BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = reply.Body.ToArray() },
            };
        }

        private string IdOf(IRequestMessage request) =>
            request.Headers?.FirstOrDefault(header => string.Equals(header.Key, ReplyWriter.IdHeader, StringComparison.OrdinalIgnoreCase)).Value is [{ Length: > 0 } id]
                ? id
                : Interlocked.Increment(ref _arrived).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Tells that it is here.</summary>
internal static partial class BuiltIn
{
    static partial void FindWireMock(ref IStubHost? host) => host = new WireMockStubs();
}
