using System.Globalization;
using Lab.Chaos.Cli;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Fuzz.Reproductions;
using Lab.Chaos.Fuzz.Rules;
using Lab.Chaos.Fuzz.Running;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz;

/// <summary>
/// Phase 3: which data shapes break it?
/// <code>
/// documents, examples → operations → cases (seed) → sent alone, in sequences, in volleys → oracles → shrink → curl, C# test
/// </code>
/// </summary>
internal static class Fuzzing
{
    /// <summary>Fuzzes a target that is open already, in the variant that is in force, and writes what it found into the run's folder.</summary>
    /// <exception cref="LabException">The plan names no operation of the target, a document cannot be read, or nobody listens.</exception>
    public static async Task<FuzzResult> RunAsync(
        Scenario scenario,
        ITarget target,
        RunFolder run,
        FuzzPlan plan,
        Seed seed,
        IProgressView progress,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var all = OperationBook.Of(scenario, await Discovery.DocumentedAsync(scenario, target, cancellationToken));
        var fuzzed = OperationBook.Choose(scenario, all, plan.Operation);
        var addresses = await AddressesAsync(all, target, cancellationToken);
        var vitals = await Vitals.BeginAsync(target, scenario, addresses, time, cancellationToken);
        await ThrowUnlessAnswersAsync(vitals, addresses, cancellationToken);

        var setup = all.FirstOrDefault(operation => operation.IsSetup);
        var state = new StateReader(target, scenario, time);
        await using (state)
        {
            using var sender = new Sender(scenario.Fuzz.Timeout, time);
            var trials = new TrialRunner(
                run.Short, scenario, setup, addresses, sender, KeyInvariants.IsPossible(scenario) ? new KeyInvariants(scenario, state) : null);
            var campaign = new Campaign
            {
                Generator = new Cases.CaseGenerator(all, fuzzed, seed, plan.Concurrency),
                Trials = trials,
                Careful = new CarefulRunner(trials, vitals, scenario.Workload.Outcomes),
                Vitals = vitals,
                Rules = scenario.Workload.Outcomes,
                Plan = plan,
                Time = time,
            };
            var started = time.GetTimestamp();
            var tally = await campaign.RunAsync(progress, cancellationToken);
            var took = time.GetElapsedTime(started);
            var result = Conclude(tally, campaign, scenario, run, seed, fuzzed.Count, took) with
            {
                Findings = Reproduce(tally, scenario, run, seed, setup, addresses),
            };
            result.Save(run);
            return result;
        }
    }

    private static async Task<IReadOnlyDictionary<string, Uri>> AddressesAsync(
        IReadOnlyList<FuzzOperation> operations, ITarget target, CancellationToken cancellationToken)
    {
        var addresses = new Dictionary<string, Uri>();
        foreach (var service in operations.Select(operation => operation.Service).Distinct())
        {
            var address = await target.AddressAsync(service, cancellationToken);
            addresses[service] = address.Scheme == Uri.UriSchemeHttp ? address
                : throw new LabException($"'{service}' is at {address}, which is not plain http, and the fuzzer speaks nothing else. Give its http address under 'target: urls:'.");
        }

        return addresses;
    }

    private static async Task ThrowUnlessAnswersAsync(Vitals vitals, IReadOnlyDictionary<string, Uri> addresses, CancellationToken cancellationToken)
    {
        if (!await vitals.RecoverAsync(TimeSpan.FromSeconds(2), cancellationToken))
        {
            throw new LabException(
                $"Not every service accepts connections: {string.Join(", ", addresses.Select(one => $"{one.Key} at {one.Value}"))}. "
                + "Start the system first (lab up), or correct its addresses under 'target: urls:' in the scenario.");
        }
    }

    private static List<FuzzFinding> Reproduce(
        CampaignTally tally, Scenario scenario, RunFolder run, Seed seed, FuzzOperation? setup, IReadOnlyDictionary<string, Uri> addresses)
    {
        var complete = new List<FuzzFinding>();
        foreach (var (finding, smallest) in tally.Book.Ordered())
        {
            var folder = Directory.CreateDirectory(Path.Combine(run.Path, "fuzz")).FullName;
            var reproduction = new Reproduction
            {
                Finding = finding,
                Number = complete.Count + 1,
                Scenario = scenario.Name,
                Seed = seed.Value,
                Steps = Reproduction.StepsOf(smallest, setup, addresses, scenario.Workload.Stock),
                Addresses = addresses,
                Timeout = scenario.Fuzz.Timeout,
            };
            var test = Path.Combine("fuzz", $"Fuzz{reproduction.Number}.cs");
            File.WriteAllText(Path.Combine(run.Path, test), CSharpTest.Write(reproduction));
            complete.Add(finding with { Curl = Curl.Write(reproduction, folder), Test = test });
        }

        return complete;
    }

    private static FuzzResult Conclude(
        CampaignTally tally, Campaign campaign, Scenario scenario, RunFolder run, Seed seed, int operations, TimeSpan took)
    {
        var (verdict, conclusion) = FuzzConclusion.Of(tally);
        return new FuzzResult
        {
            Run = run.Id,
            Scenario = scenario.Name,
            Seed = seed.Value,
            Shard = campaign.Plan.Shard,
            Verdict = verdict,
            Conclusion = conclusion,
            Cases = tally.Cases,
            Coverage = campaign.Generator.Coverage,
            Operations = operations,
            Requests = tally.Requests,
            Answers = tally.Answers,
            DurationSeconds = Math.Round(took.TotalSeconds, 1),
            Findings = [],
            Notes =
            [
                .. tally.Notes,
                .. tally.Cases < campaign.Generator.Coverage && tally.Gone is null && campaign.Plan.Shard.IsWhole
                    ? [string.Create(CultureInfo.InvariantCulture, $"{tally.Cases} cases do not try every boundary of every field once; that takes {campaign.Generator.Coverage}: --cases {campaign.Generator.Coverage}.")]
                    : Array.Empty<string>(),
            ],
        };
    }
}
