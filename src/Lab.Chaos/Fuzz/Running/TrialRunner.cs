using System.Text.Json;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>
/// Sends one case against a fresh key: setup, then its steps in order, each fed by the answers before it; after a volley the
/// scenario's invariants are asked.
/// </summary>
/// <param name="run">Prefix of keys, so that runs on one database never meet.</param>
/// <param name="scenario">Stock and outcomes.</param>
/// <param name="setup">Makes the key; null when nothing does.</param>
/// <param name="addresses">Where the services are.</param>
/// <param name="sender">Sends.</param>
/// <param name="state">Judges the key after a volley; null when the scenario reads no state.</param>
internal sealed class TrialRunner(
    string run, Scenario scenario, FuzzOperation? setup, IReadOnlyDictionary<string, Uri> addresses, Sender sender, KeyInvariants? state)
{
    private readonly RequestDraft? _setup = setup is null ? null : Drafts.Of(setup, new Plausible());
    private int _next;

    public async Task<Trial> RunAsync(FuzzCase fuzzCase, CancellationToken cancellationToken)
    {
        var key = $"{run}-z{Interlocked.Increment(ref _next)}";
        var first = fuzzCase.NeedsSetup && setup is not null ? await SetUpAsync(key, cancellationToken) : null;
        var steps = new List<StepTrial>();
        var answers = new Dictionary<int, Answer>();
        for (var n = 0; n < fuzzCase.Steps.Count; n++)
        {
            if (await StepAsync(fuzzCase.Steps[n], n, key, answers, cancellationToken) is { } sent)
            {
                steps.Add(sent);
                answers[n] = sent.Exchanges[0].Answer;
            }
        }

        var trial = new Trial { Case = fuzzCase, Key = key, Setup = first, Steps = steps };
        return fuzzCase.IsVolley && state is not null && first?.Answer is { Status: >= 200 and < 300 }
            ? trial with { Invariants = await state.JudgeAsync(trial, cancellationToken) }
            : trial;
    }

    private async Task<Exchanged> SetUpAsync(string key, CancellationToken cancellationToken)
    {
        var request = Wire.Render(_setup!, Blanks(key, key, 0, []), addresses[setup!.Service]);
        return new Exchanged(request, await sender.SendAsync(addresses[setup.Service], request, cancellationToken));
    }

    private async Task<StepTrial?> StepAsync(
        FuzzStep step, int number, string key, Dictionary<int, Answer> answers, CancellationToken cancellationToken)
    {
        var draft = step.Draft;
        var address = addresses[step.Operation.Service];

        // A repeat sends what went before it, ids included.
        var ids = step.IsRepeat ? number - 1 : number;
        var clients = Enumerable.Range(0, step.Clients).Select(client => Blanks(key, $"{key}-{ids}-{client}", client, answers)).ToList();
        if (!draft.Texts().All(clients[0].CanFill))
        {
            return null;
        }

        var requests = clients.Select(blanks => Wire.Render(draft, blanks, address)).ToList();
        var replies = requests.Count == 1
            ? [await sender.SendAsync(address, requests[0], cancellationToken)]
            : await sender.ReleaseAsync(address, requests, cancellationToken);
        return new StepTrial(step, [.. requests.Select((request, n) => new Exchanged(request, replies[n]) { Operation = clients[n].Operation })]);
    }

    private Blanks Blanks(string key, string operation, int process, Dictionary<int, Answer> answers) => new()
    {
        Key = key,
        Operation = operation,
        Process = process,
        Stock = scenario.Workload.Stock,
        Answer = (step, name) => answers.TryGetValue(step, out var answer) ? Value(answer, name) : null,
    };

    private static string? Value(Answer answer, string name)
    {
        if (answer is not { Status: >= 200 and < 300, Reply: { Body.IsEmpty: false } reply })
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (JsonException)
        {
            return null;   // an oracle says so
        }
    }
}
