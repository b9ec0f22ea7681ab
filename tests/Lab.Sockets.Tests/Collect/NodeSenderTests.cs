using System.Diagnostics;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Lab.Sockets.Tests.Collect;

/// <summary>A program in another language, with the OpenTelemetry packages that its developers use.</summary>
public sealed class NodeSenderTests
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_of_a_Node_program_are_stored_and_forwarded_byte_for_byte()
    {
        var program = await InstalledAsync();
        await using var upstream = await Upstream.StartAsync(HttpProtocols.Http1, Token);
        await using var collector = await Collector.StartAsync(
            0, 0, new RelayTarget(upstream.Address, IsGrpc: false, new Dictionary<string, string>()), new SpanLimits(), TimeProvider.System, Token);

        foreach (var (protocol, endpoint) in new[] { ("http", collector.Http), ("grpc", collector.Grpc) })
        {
            var trace = await RunAsync("node", program, SendLimit, "send.js", protocol, endpoint.ToString().TrimEnd('/'));

            // By name: a clock with milliseconds gives both the same beginning.
            var spans = collector.Spans.Trace(trace.Trim()).OrderBy(span => span.Name, StringComparer.Ordinal).ToList();
            var forwarded = await upstream.NextAsync(Token);

            Assert.Equal(["POST /orders", "redis GET"], spans.Select(span => span.Name));
            Assert.All(spans, span => Assert.Equal(("node-shop", "node-1"), (span.Service, span.Instance)));
            Assert.Equal(("2", "GET stock:é"), (spans[0].Attributes["shop.items"], spans[1].Attributes["db.query.text"]));
            Assert.Equal(spans[0].SpanId, spans[1].ParentId);

            // What was forwarded holds the same spans, and is packed where it came packed.
            Assert.Equal(protocol == "http" ? "gzip" : "", forwarded.Encoding ?? "");
            var again = protocol == "http" ? Lab.Chaos.Collect.Receiving.Unpacking.Unpack(forwarded.Body, 1_000_000) : forwarded.Body;
            Assert.Equal(spans.Select(span => span.SpanId).Order(), Lab.Chaos.Collect.Decoding.TraceReader.Read(again.Span).Select(span => span.SpanId).Order());
        }
    }

    // Installed once below the temporary folder; nothing of it is part of the repository.
    private static async Task<string> InstalledAsync()
    {
        if (!OnPath("node") || !OnPath("npm"))
        {
            Assert.Skip("No node or npm found on this machine.");
        }

        var source = Path.Combine(AppContext.BaseDirectory, "Collect", "node-sender");
        var folder = Path.Combine(Path.GetTempPath(), "lab-node-sender");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(Path.Combine(folder, "installed")))
        {
            try
            {
                await RunAsync("npm", folder, InstallLimit, "install", "--no-audit", "--no-fund", "--ignore-scripts");
                await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "", Token);
            }
            catch (InvalidOperationException failure)
            {
                Assert.Skip($"The OpenTelemetry packages of npm cannot be had here: {failure.Message}");
            }
        }

        return folder;
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")) || File.Exists(Path.Combine(folder, program + ".exe")));

    private static async Task<string> RunAsync(string program, string folder, TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        try
        {
            await process.WaitForExitAsync(Token).WaitAsync(limit);
        }
        catch (TimeoutException e)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} took longer than {limit.TotalSeconds:0} s.", e);
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }
}
