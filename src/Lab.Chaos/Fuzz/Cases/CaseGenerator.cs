using Lab.Chaos.Fuzz.Boundaries;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz.Cases;

/// <summary>
/// Makes case number n from the seed and from nothing else. First every boundary of every field once, in an order drawn from the seed; then
/// random ones, up to three in a request. Nine in ten are sent alone, some of them in sequences; the rest inside volleys.
/// </summary>
internal sealed class CaseGenerator
{
    private const double VolleyShare = 0.1;
    private const double SequenceShare = 0.15;
    private const double PlausibleShare = 0.05;
    private const int MostMutations = 3;

    private readonly IReadOnlyList<FuzzOperation> _all;
    private readonly IReadOnlyList<FuzzOperation> _fuzzed;
    private readonly Seed _seed;
    private readonly int _mostClients;
    private readonly Plausible _plausible = new();
    private readonly (FuzzOperation Operation, FieldPath Field, FieldRule Rule, int Boundary)[] _coverage;

    /// <param name="all">Operations of the target: sequences may use any of them.</param>
    /// <param name="fuzzed">Those that are to be fuzzed.</param>
    /// <param name="seed">Root of chance.</param>
    /// <param name="mostClients">Most clients of a volley; 1 for none.</param>
    public CaseGenerator(IReadOnlyList<FuzzOperation> all, IReadOnlyList<FuzzOperation> fuzzed, Seed seed, int mostClients)
    {
        (_all, _fuzzed, _seed, _mostClients) = (all, fuzzed, seed, mostClients);
        _plausible.Seed(0);
        _coverage =
        [
            .. from operation in fuzzed
               from field in operation.Fields()
               from boundary in Enumerable.Range(0, BoundaryCatalogue.Of(field.Path, field.Rule, Value(operation, field.Path, field.Rule)).Count)
               select (operation, field.Path, field.Rule, boundary),
        ];
        seed.Stream("fuzz/coverage").Shuffle(_coverage);
    }

    /// <summary>How many cases it takes to have tried every boundary of every field once.</summary>
    public int Coverage => _coverage.Length;

    public FuzzCase Case(int number)
    {
        var chance = _seed.Stream($"fuzz/case/{number}");
        _plausible.Seed(chance.Next());
        var form = chance.NextDouble();
        var covered = number < _coverage.Length ? _coverage[number] : ((FuzzOperation Operation, FieldPath Field, FieldRule Rule, int Boundary)?)null;
        var operation = covered?.Operation ?? _fuzzed[chance.Next(_fuzzed.Count)];
        var baseline = Drafts.Of(operation, _plausible);
        var isVolley = form < VolleyShare && _mostClients > 1;
        IReadOnlyList<Mutation> mutations = covered is { } one
            ? [Mutation(one.Field, one.Rule, baseline, one.Boundary)]
            : Random(operation, baseline, isVolley, chance);
        var step = new FuzzStep
        {
            Operation = operation,
            Baseline = baseline,
            Mutations = mutations,
            Clients = isVolley ? chance.Next(2, _mostClients + 1) : 1,
        };
        IReadOnlyList<FuzzStep> steps = !isVolley && form < VolleyShare + SequenceShare
            ? Sequences.Around(step, _all, _plausible, chance)
            : [step];
        return new FuzzCase { Number = number, NeedsSetup = steps.Any(NeedsSetup), Steps = steps };
    }

    private List<Mutation> Random(FuzzOperation operation, RequestDraft baseline, bool isVolley, Random chance)
    {
        var fields = operation.Fields().ToList();
        if (fields.Count == 0 || chance.NextDouble() < PlausibleShare)
        {
            return [];
        }

        // In a volley the same id from everybody is what concurrency is about; the rest of the catalogue is tried beside it.
        var ids = isVolley && chance.NextDouble() < 0.5
            ? fields.Where(field => field.Path.Place != FieldPlace.Path).SelectMany(field => IdBoundaries.Of(field.Rule).Select(id => new Mutation(field.Path, id))).ToList()
            : [];
        var mutations = ids.Count == 0 ? [] : new List<Mutation> { ids[chance.Next(ids.Count)] };
        var count = mutations.Count > 0 && chance.NextDouble() < 0.5 ? 0
            : chance.NextDouble() < 0.7 ? 1 : chance.Next(2, MostMutations + 1);
        for (var n = 0; n < count; n++)
        {
            var (path, rule) = fields[chance.Next(fields.Count)];
            if (!mutations.Any(mutation => mutation.Field.Holds(path) || path.Holds(mutation.Field)))
            {
                mutations.Add(Mutation(path, rule, baseline, chance.Next(int.MaxValue)));
            }
        }

        return mutations;
    }

    private Mutation Mutation(FieldPath field, FieldRule rule, RequestDraft baseline, int choice)
    {
        var boundaries = BoundaryCatalogue.Of(field, rule, Drafts.Find(baseline, field) ?? _plausible.Of(rule.Name, rule.Value));
        return new Mutation(field, boundaries[choice % boundaries.Count]);
    }

    private JsonPart Value(FuzzOperation operation, FieldPath field, FieldRule rule) =>
        Drafts.Find(Drafts.Of(operation, _plausible), field) ?? _plausible.Of(rule.Name, rule.Value);

    private static bool NeedsSetup(FuzzStep step) =>
        !step.Operation.IsSetup && step.Baseline.Texts().Any(text => text.Contains("{key}", StringComparison.Ordinal));
}
