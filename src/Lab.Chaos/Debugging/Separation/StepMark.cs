using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>A moment that operations of one kind pass, as far as the history alone knows: <c>update has touched the key</c>.</summary>
/// <param name="Kind"><c>request</c>, or a name of the mix.</param>
/// <param name="What">Which moment.</param>
internal sealed record StepMark(string Kind, MarkKind What)
{
    /// <summary>What an operation is called that has no name of its own.</summary>
    public const string UsualKind = "request";

    public static IEnumerable<MarkKind> Kinds => [MarkKind.Sent, MarkKind.Received, MarkKind.Touched, MarkKind.Answered];

    /// <summary>When the operation passed it, ns; null when it is of another kind, or nobody has noted that moment.</summary>
    public long? Of(Operation operation) => (operation.Step ?? UsualKind) != Kind || operation.Status == 0 ? null : What switch
    {
        MarkKind.Sent => operation.Sent,
        MarkKind.Received => operation.Received,
        MarkKind.Touched => operation.FirstRead,
        MarkKind.Answered => operation.Returned,
        _ => throw new System.Diagnostics.UnreachableException($"{What} is no mark, because all four are above."),
    };

    public override string ToString() => $"{Kind} {What switch
    {
        MarkKind.Sent => "sent",
        MarkKind.Received => "received",
        MarkKind.Touched => "has touched the key",
        _ => "answered",
    }}";
}

/// <summary>Which moment of an operation.</summary>
internal enum MarkKind
{
    /// <summary>By the client.</summary>
    Sent,

    /// <summary>By the service's first middleware.</summary>
    Received,

    /// <summary>The contended key was first read or written.</summary>
    Touched,

    /// <summary>The client has the whole reply.</summary>
    Answered,
}
