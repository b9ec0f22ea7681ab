namespace Lab.Chaos.Isolate.Stubs.Mappings;

/// <summary>In which state WireMock's scenarios are: those of mappings, which have nothing to do with scenario.yaml.</summary>
internal sealed class ScenarioStates
{
    /// <summary>Where each begins.</summary>
    public const string Started = "Started";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>
    /// False when the scenario is in another state than required. Looking and moving share the lock, because of two requests that arrive
    /// together only one may find the old state; and they come before any delay, so that whoever arrives during it finds the new one.
    /// </summary>
    public bool TryMove(ScenarioStep step)
    {
        lock (_lock)
        {
            if (step.Required is not null && step.Required != _states.GetValueOrDefault(step.Scenario, Started))
            {
                return false;
            }

            if (step.Next is not null)
            {
                _states[step.Scenario] = step.Next;
            }

            return true;
        }
    }

    public string Of(string scenario)
    {
        lock (_lock)
        {
            return _states.GetValueOrDefault(scenario, Started);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _states.Clear();
        }
    }
}

/// <summary>The part of a mapping that belongs to a scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Required">State in which the mapping answers; null for any.</param>
/// <param name="Next">State it moves to; null to stay.</param>
internal sealed record ScenarioStep(string Scenario, string? Required, string? Next);
