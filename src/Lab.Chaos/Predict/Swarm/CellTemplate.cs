namespace Lab.Chaos.Predict.Swarm;

/// <summary>A key of a resource as steps name it, before a key number fills it.</summary>
/// <param name="Resource">Service number of the store.</param>
/// <param name="Key">Template, for example <c>stock:{key}</c>.</param>
/// <param name="Sharing">Who meets at it.</param>
/// <param name="Starts">Value of a fresh cell; null for the stock.</param>
/// <param name="Source">For a copy: the template that it copies; −1 for all others.</param>
internal sealed record CellTemplate(int Resource, string Key, CellSharing Sharing, long? Starts, int Source)
{
    /// <summary>A copy is absent until somebody fills it.</summary>
    public bool StartsAbsent => Source >= 0;
}

internal enum CellSharing
{
    /// <summary>All requests for one key.</summary>
    Key,

    /// <summary>Everybody: the template has no placeholder.</summary>
    All,

    /// <summary>One request or agent alone: no cell is kept, since nobody could interfere.</summary>
    Nobody,
}
