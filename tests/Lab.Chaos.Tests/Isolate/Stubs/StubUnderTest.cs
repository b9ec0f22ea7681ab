using System.Text;
using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lab.Chaos.Tests.Isolate.Stubs;

/// <summary>A stub without a socket: requests are handed to it, and its clock stands until a test moves it.</summary>
internal sealed class StubUnderTest : IDisposable
{
    private readonly PreciseDelay _clock;
    private readonly StubEndpoint _endpoint;

    public StubUnderTest(string mappings, StubOptions? options = null)
    {
        _clock = new PreciseDelay(Time);
        _endpoint = StubServer.Endpoint(options ?? new StubOptions(), Read(mappings), new MappingReader([]), _clock, Time);
    }

    public ManualTime Time { get; } = new();

    /// <summary>What the reader makes of a text; problems are thrown.</summary>
    public static IReadOnlyList<StubMapping> Read(string text)
    {
        var mistakes = new Mistakes();
        var mappings = new MappingReader([]).ReadAll(text, "a.json", "a.json", mistakes);
        mistakes.ThrowIfAny();
        return mappings;
    }

    /// <summary>All that is wrong with a text.</summary>
    public static IReadOnlyList<string> Problems(string text) => Assert.Throws<LabException>(() => Read(text)).Problems;

    public async Task<Answer> SendAsync(string method, string url, string? body = null, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        context.Request.Method = method;
        context.Request.Path = url.Split('?')[0];
        context.Request.QueryString = new QueryString(url.Contains('?') ? url[url.IndexOf('?')..] : "");
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = url;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        await _endpoint.HandleAsync(context);
        await context.Response.CompleteAsync();
        return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers);
    }

    public async Task<JsonObject> AdminAsync(string method, string path, string? body = null, int expected = 200)
    {
        var answer = await SendAsync(method, "/__admin" + path, body);
        Assert.True(expected == answer.Status, $"{answer.Status}: {answer.Body}");
        return JsonNode.Parse(answer.Body)!.AsObject();
    }

    /// <summary>How long a request is kept waiting: the clock is moved until it is answered.</summary>
    public async Task<TimeSpan> DelayAsync(string url, params (string Name, string Value)[] headers)
    {
        var began = Time.GetTimestamp();
        var sending = SendAsync("POST", url, null, headers);
        while (!sending.IsCompleted)
        {
            Assert.Equal(1, Time.Waiting);
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await sending;
        return Time.GetElapsedTime(began);
    }

    public void Dispose() => _clock.Dispose();

    internal sealed record Answer(int Status, string Body, IHeaderDictionary Headers);
}
