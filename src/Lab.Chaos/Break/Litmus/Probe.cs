namespace Lab.Chaos.Break.Litmus;

/// <summary>What must hold before, during or after a fault.</summary>
/// <param name="Name">Unique in its experiment.</param>
internal abstract record Probe(string Name);
