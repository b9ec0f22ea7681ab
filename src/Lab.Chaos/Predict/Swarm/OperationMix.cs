using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>The operations that clients send, which are those that no other operation calls, in proportion to their weights.</summary>
internal sealed class OperationMix
{
    private readonly int[] _operations;
    private readonly double[] _cumulative;

    public OperationMix(SystemModel model)
    {
        HashSet<string> called = [.. model.Operations.SelectMany(operation => Called(operation.Steps))];
        _operations = [.. Enumerable.Range(0, model.Operations.Count).Where(n => !called.Contains(model.Operations[n].Name))];
        var total = _operations.Sum(n => model.Operations[n].Weight);
        var sum = 0.0;
        _cumulative = [.. _operations.Select(n => (sum += model.Operations[n].Weight) / total)];
    }

    /// <summary>Places in the model.</summary>
    public IReadOnlyList<int> Operations => _operations;

    public int Choose(ref Rng rng)
    {
        if (_operations.Length == 1)
        {
            return _operations[0];
        }

        var drawn = (rng.Next() >> 11) * (1.0 / (1UL << 53));
        var n = 0;
        while (n < _operations.Length - 1 && drawn >= _cumulative[n])
        {
            n++;
        }

        return _operations[n];
    }

    private static IEnumerable<string> Called(IReadOnlyList<Step> steps) =>
        steps.SelectMany(step => Called(step.Steps).Concat(step.Operation is { } operation ? [operation] : []));
}
