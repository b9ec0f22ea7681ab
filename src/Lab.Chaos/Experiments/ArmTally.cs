using Lab.Chaos.Checks;

namespace Lab.Chaos.Experiments;

/// <summary>What the progress line says while an arm runs. The verdict comes later, from the history file.</summary>
internal sealed class ArmTally
{
    private int _violated;
    private int _unknown;
    private double _excess;

    public void Add(VolleyJudgement judgement)
    {
        _violated += judgement.Verdict == Verdict.Violated ? 1 : 0;
        _unknown += judgement.Verdict == Verdict.Unknown ? 1 : 0;
        _excess += judgement.Findings.Where(finding => finding.Verdict == Verdict.Violated).Select(finding => finding.Excess).DefaultIfEmpty().Max();
    }

    public override string ToString() => (_violated, _unknown) switch
    {
        (0, 0) => "clean so far",
        (0, _) => $"{_unknown} unknown",
        (_, 0) => $"{_violated} violated, off by {_excess:0} in all",
        _ => $"{_violated} violated, off by {_excess:0} in all, {_unknown} unknown",
    };
}
