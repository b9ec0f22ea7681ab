namespace Lab.Chaos.Tracing.Accesses;

/// <summary>One cell: a key of a store, with what differs between requests replaced by {}, or a table.</summary>
internal sealed record Cell(string Store, string Key)
{
    public override string ToString() => $"{Key} of {Store}";
}
