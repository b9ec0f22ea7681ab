namespace Lab.Chaos.Break.Cluster;

/// <summary>Why a call to a cluster failed, as far as somebody acts on it.</summary>
internal enum ClusterFailure
{
    /// <summary>No such resource.</summary>
    NotFound,

    /// <summary>No such kind: its definition is not installed.</summary>
    NoSuchKind,

    /// <summary>It exists already.</summary>
    Exists,

    /// <summary>401 or 403.</summary>
    Forbidden,

    /// <summary>No answer, or none in time.</summary>
    Unreachable,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A call to a cluster failed. The message names the call, the context and what the server or its client said, without a full stop.</summary>
internal sealed class ClusterException(ClusterFailure failure, string message) : Exception(message.TrimEnd('.', ' '))
{
    public ClusterFailure Failure => failure;
}
