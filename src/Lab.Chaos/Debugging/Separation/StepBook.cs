using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>
/// Which steps are worth comparing: those on cells that several operations are about, of which one changes them. Whether a volley failed is
/// not looked at, or the correction for the number of comparisons would be too small.
/// </summary>
internal sealed class StepBook
{
    private readonly Dictionary<StepName, HashSet<(Cell Cell, bool Changes)>> _contended = [];
    private readonly HashSet<(StepName Earlier, StepName Later)> _inOne = [];

    /// <param name="volleys">Failing and passing.</param>
    public StepBook(IReadOnlyList<VolleySteps> volleys)
    {
        foreach (var step in volleys.SelectMany(volley => volley.Contended()))
        {
            if (!_contended.TryGetValue(step.Name, out var cells))
            {
                _contended[step.Name] = cells = [];
            }

            cells.UnionWith(step.Cells.Select(cell => (cell.Pattern, cell.Changes)));
        }

        Contended = [.. _contended.Keys.OrderBy(name => name.ToString(), StringComparer.Ordinal)];
        Others = [.. volleys.SelectMany(volley => volley.Names).Distinct().Where(name => volleys.Any(volley => IsAside(volley, name))).OrderBy(name => name.ToString(), StringComparer.Ordinal)];
        foreach (var steps in volleys.SelectMany(volley => volley.Operations))
        {
            TracedStep[] own = [.. steps.Where(step => _contended.ContainsKey(step.Name))];
            _inOne.UnionWith(from earlier in own from later in own where earlier.IsBefore(later) select (earlier.Name, later.Name));
        }
    }

    /// <summary>Steps on contended cells.</summary>
    public IReadOnlyList<StepName> Contended { get; }

    /// <summary>Calls, and the work of services.</summary>
    public IReadOnlyList<StepName> Others { get; }

    /// <summary>Whether the step changes something that others are about.</summary>
    public bool Changes(StepName name) => _contended[name].Any(cell => cell.Changes);

    /// <summary>Whether the order of two such steps matters: both are about one cell, which one of them changes.</summary>
    public bool Conflicts(StepName one, StepName other) =>
        (from own in _contended[one] from cell in _contended[other] where own.Cell == cell.Cell && (own.Changes || cell.Changes) select own).Any();

    /// <summary>Whether operations take the two in this order.</summary>
    public bool Follow(StepName earlier, StepName later) => _inOne.Contains((earlier, later));

    private static bool IsAside(VolleySteps volley, StepName name) => volley.All(name).OfType<TracedStep>().Take(1).Any(step => step.Cells.Count == 0);
}
