using System.Globalization;
using Lab.Chaos.Fuzz.Reports;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>What a campaign has counted so far.</summary>
internal sealed class CampaignTally
{
    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);

    public FindingBook Book { get; } = new();

    public int Cases { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Trials in which at least one oracle was broken.</summary>
    public int Failures { get; set; }

    public List<string> Notes { get; } = [];

    /// <summary>Why the target ended for good; null while it lives.</summary>
    public string? Gone { get; set; }

    /// <summary>Requests by what they got.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public int Answered => _answers.Where(answer => char.IsDigit(answer.Key[0])).Sum(answer => answer.Value);

    public void Count(Trial trial)
    {
        Cases++;
        foreach (var one in trial.Steps.SelectMany(step => step.Exchanges))
        {
            Requests++;
            var name = one.Answer.IsWhole ? one.Answer.Status.ToString(CultureInfo.InvariantCulture) : one.Answer.Kind.ToString().ToLowerInvariant();
            _answers[name] = _answers.GetValueOrDefault(name) + 1;
        }
    }
}
