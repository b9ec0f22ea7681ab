using Lab.Contracts;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>Collects what is wrong with mappings, so that all of it is told at once.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _problems = [];

    public int Count => _problems.Count;

    public void Add(string source, string problem) => _problems.Add($"{source}: {problem}");

    /// <exception cref="LabException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new LabException(_problems);
        }
    }
}
