using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Tests.Break;

/// <summary>ChaosEngines for tests, as if read from a file.</summary>
internal static class Engines
{
    public static ChaosEngine Of(string fault, string component, string kind, FaultMoment? moment = null, params (string Name, string Value)[] env) => new()
    {
        Name = "test",
        Namespace = "shop",
        Path = "faults/test.yaml",
        File = "faults/test.yaml",
        Active = true,
        Moment = moment ?? FaultMoment.AtOnce,
        Targets = [new TargetSelector { Kind = kind, Namespace = "shop", Labels = [("app.kubernetes.io/component", component)] }],
        Experiments =
        [
            new ExperimentRun(
                fault,
                Tunables.Resolve(LitmusFaults.Find(fault)!.Tunables, env.ToDictionary(pair => pair.Name, pair => pair.Value)),
                []),
        ],
    };

    public static ChaosEngine OfInventory(string fault, params (string Name, string Value)[] env) => Of(fault, "inventory", "deployment", null, env);

    public static ExperimentRun Only(this ChaosEngine engine) => Assert.Single(engine.Experiments);
}
