namespace Lab.Services.Replicas;

/// <summary>Reply headers by which a client learns who served it and when. All times are ns of the machine's monotonic clock.</summary>
public static class LabHeaders
{
    /// <summary>The inventory replica that served the request.</summary>
    public const string Replica = "Lab-Replica";

    /// <summary>When the first middleware of the public service saw the request.</summary>
    public const string Received = "Lab-Received";

    /// <summary>When the contended key had first been read on behalf of the request.</summary>
    public const string FirstRead = "Lab-First-Read";
}
