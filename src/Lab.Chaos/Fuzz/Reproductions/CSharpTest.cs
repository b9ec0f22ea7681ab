using System.Text;
using Lab.Chaos.Fuzz.Oracles;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Reproductions;

/// <summary>
/// A reproduction as one self-contained C# file with one xUnit test. It writes raw bytes to a socket, because HttpClient refuses or mends
/// much of what fuzzing sends.
/// </summary>
internal static class CSharpTest
{
    public static string Write(Reproduction reproduction)
    {
        var finding = reproduction.Finding;
        var services = reproduction.Steps.SelectMany(step => step.Requests).Select(request => request.Service).Distinct().ToList();
        return $$"""
            using System;
            using System.IO;
            using System.Linq;
            using System.Net.Sockets;
            using System.Security.Cryptography;
            using System.Text;
            using System.Text.Json;
            using System.Threading.Tasks;
            using Xunit;

            // Scenario '{{reproduction.Scenario}}', case {{finding.Case}} of seed {{reproduction.Seed}}. {{OneLine(finding.Sentence)}}
            // {{OneLine(finding.Field is null ? "Plausible values do it." : $"What does it: {finding.Field} = {finding.Value}.")}} It failed in {{finding.Failed}} of {{finding.Reruns}} reruns.
            public sealed class Fuzz{{reproduction.Number}}
            {
            {{string.Join('\n', services.Select(service => Address(service, reproduction.Addresses[service])))}}

                private static readonly TimeSpan Limit = TimeSpan.FromSeconds({{reproduction.Timeout.TotalSeconds}});

                [Fact]
                public async Task {{Name(reproduction)}}()
                {
                    var key = "fuzz-" + Guid.NewGuid().ToString("N")[..8];
                    var answers = new string[{{reproduction.Steps.Count}}];

            {{string.Join('\n', reproduction.Steps.Select(step => Step(step, finding.Oracle)))}}
                }

                // Every character is a byte. Nothing came back in time: TimeoutException. The connection broke: "".
                private static async Task<string> SendAsync(Uri address, string head, string body)
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(address.Host, address.Port);
                    var stream = client.GetStream();
                    var length = body.Length > 0 || !head.StartsWith("GET ", StringComparison.Ordinal) ? $"Content-Length: {body.Length}\r\n" : "";
                    var request = $"{head}Host: {address.Authority}\r\nConnection: close\r\n{length}\r\n{body}";
                    try
                    {
                        await stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask().WaitAsync(Limit);
                        using var reader = new StreamReader(stream, Encoding.Latin1);
                        return await reader.ReadToEndAsync().WaitAsync(Limit);
                    }
                    catch (IOException)
                    {
                        return "";
                    }
                }

                private static int Status(string answer) => answer.Length == 0 ? 0 : int.Parse(answer.Split(' ')[1]);

                private static string Field(string answer, string name)
                {
                    var json = answer[answer.IndexOf('{')..(answer.LastIndexOf('}') + 1)];
                    return JsonDocument.Parse(json).RootElement.GetProperty(name).ToString();
                }

                private static string Repeat(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));

                private static string Uuid(string id) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16)).ToString();

                private static string Number(string id) => (1 + BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(id))) % 2_000_000_000u).ToString();
            }

            """;
    }

    private static string Address(string service, Uri address) =>
        $"    private static readonly Uri {Identifier(service)} = new(Environment.GetEnvironmentVariable(\"{Identifier(service).ToUpperInvariant()}_URL\") ?? \"{address}\");";

    private static string Step(ReproductionStep step, string oracle)
    {
        var calls = step.Requests.Select(request => $"SendAsync({Identifier(request.Service)}, {Head(request)}, {CSharpBytes.Write(request.Body)})").ToList();
        if (step.Number is not { } number)
        {
            return $"        await {calls[0]};";
        }

        var sent = $"sent{number}";
        var text = new StringBuilder()
            .AppendLine($"        var {sent} = await Task.WhenAll(")
            .AppendLine(string.Join(",\n", calls.Select(call => "            " + call)) + ");")
            .Append($"        answers[{number}] = {sent}[0];");
        foreach (var assertion in Assertions(oracle, sent))
        {
            text.Append("\n        ").Append(assertion);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Assertions(string oracle, string sent) => oracle switch
    {
        NoHang.Name => [$"Assert.All({sent}, answer => Assert.NotEqual(0, Status(answer)));"],
        StillAlive.Name or WholeAnswers.Name => [$"Assert.All({sent}, answer => Assert.NotEqual(0, Status(answer)));"],
        NoServerError.Name => [$"Assert.All({sent}, answer => Assert.True(Status(answer) < 500, answer));"],
        DocumentedAnswers.Name => ["// Hold the answer against the OpenAPI document: see the sentence above.", $"Assert.All({sent}, answer => Assert.True(Status(answer) < 300, answer));"],
        _ => ["// Now read what was kept and hold it against the invariant: see the sentence above.", $"Assert.All({sent}, answer => Assert.NotEqual(0, Status(answer)));"],
    };

    private static string Head(WireRequest request) => CSharpBytes.Write(
        [.. Wtf8.Bytes($"{request.Method} {request.Target} HTTP/1.1\r\n"), .. request.Headers.SelectMany(header => Wtf8.Bytes($"{header.Name}: {header.Value}\r\n"))]);

    private static string Name(Reproduction reproduction) =>
        $"{Identifier(reproduction.Finding.Operation)}_keeps_{Identifier(reproduction.Finding.Oracle)}";

    private static string Identifier(string text)
    {
        var name = new string([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]).Trim('_');
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
