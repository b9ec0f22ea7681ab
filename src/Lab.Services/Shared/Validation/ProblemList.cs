namespace Lab.Services.Validation;

/// <summary>Collects every problem of a request, so that the caller mends them in one go.</summary>
public sealed class ProblemList
{
    private readonly Dictionary<string, string[]> _problems = new(StringComparer.Ordinal);

    /// <summary>Field to problems, in the shape of a validation problem document.</summary>
    public IDictionary<string, string[]> ByField => _problems;

    /// <summary>True when nothing was found.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Notes a problem of a field; null is none.</summary>
    public ProblemList Add(string field, string? problem)
    {
        if (problem is not null)
        {
            _problems[field] = [.. _problems.GetValueOrDefault(field, []), problem];
        }

        return this;
    }
}
