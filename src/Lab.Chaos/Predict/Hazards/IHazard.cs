namespace Lab.Chaos.Predict.Hazards;

/// <summary>One thing that can be wrong with steps. Pure: the same system gives the same findings.</summary>
internal interface IHazard
{
    /// <summary>Lower-case words with hyphens.</summary>
    string Name { get; }

    IEnumerable<Finding> Find(ProgramView system);
}
