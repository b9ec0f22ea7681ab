using Lab.Chaos.Isolate.Stubs.Matching;
using Lab.Chaos.Isolate.Stubs.Replies;

namespace Lab.Chaos.Isolate.Stubs.Mappings;

/// <summary>
/// All mappings and settings at one moment. Nothing in it changes: who reconfigures swaps it for another, so that a request sees one
/// configuration from its match to its reply.
/// </summary>
internal sealed class StubBook
{
    public static readonly StubBook Empty = new([], new StubSettings());

    private readonly StubMapping[] _asked;

    private StubBook(IReadOnlyList<StubMapping> mappings, StubSettings settings)
    {
        (Mappings, Settings) = (mappings, settings);

        // Sorting keeps the order of equals, hence the reversal: whichever came last is asked first.
        _asked = [.. mappings.Reverse().OrderBy(mapping => mapping.Priority)];
        ReadsBodies = mappings.Any(mapping => mapping.Request.Body.Count > 0);
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<StubMapping> Mappings { get; }

    public StubSettings Settings { get; }

    /// <summary>Whether any mapping looks at bodies; else they need not be read.</summary>
    public bool ReadsBodies { get; }

    /// <summary>The mapping that answers, its scenario moved on; null when none does.</summary>
    public StubMapping? Find(in StubRequest request, ScenarioStates states)
    {
        foreach (var mapping in _asked)
        {
            if (mapping.Request.Matches(request) && (mapping.Step is null || states.TryMove(mapping.Step)))
            {
                return mapping;
            }
        }

        return null;
    }

    /// <summary>Adds it, or puts it where the one with its id is.</summary>
    public StubBook With(StubMapping mapping) => Mappings.Any(other => other.Id == mapping.Id)
        ? new StubBook([.. Mappings.Select(other => other.Id == mapping.Id ? mapping : other)], Settings)
        : new StubBook([.. Mappings, mapping], Settings);

    public StubBook Without(Guid id) => new([.. Mappings.Where(mapping => mapping.Id != id)], Settings);

    public StubBook WithOnly(IReadOnlyList<StubMapping> mappings) => new(mappings, Settings);

    public StubBook With(StubSettings settings) => new(Mappings, settings);
}
