namespace Lab.Chaos.Witness;

/// <summary>Who took part, from left to right: the client, the services as the requests come to them, the stores.</summary>
internal static class WitnessLanes
{
    /// <summary>Name of the lane from which requests come.</summary>
    public const string Client = "client";

    public static IReadOnlyList<WitnessLane> Of(IReadOnlyList<WitnessStep> steps)
    {
        var stores = steps.Where(step => step.Kind is "read" or "write").Select(step => step.Target).Distinct().ToList();
        var services = steps.SelectMany(step => (string[])[step.Lane, step.Target]).Where(name => name != Client && !stores.Contains(name)).Distinct();
        return
        [
            new WitnessLane(Client, "client"),
            .. services.Select(name => new WitnessLane(name, "replica")),
            .. stores.Select(name => new WitnessLane(name, name.StartsWith("redis", StringComparison.Ordinal) ? "redis" : "postgres")),
        ];
    }
}
