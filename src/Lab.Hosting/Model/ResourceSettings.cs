namespace Lab.Hosting;

/// <summary>What the builder verbs collect about one resource; read once, when the topology is planned.</summary>
internal sealed class ResourceSettings
{
    public List<EndpointSettings> Endpoints { get; } = [];

    public List<Reference> References { get; } = [];

    public List<Wait> Waits { get; } = [];

    public List<(string Name, Func<string?> Value)> Environment { get; } = [];

    public List<string> Arguments { get; } = [];

    public List<ResourceUrl> Urls { get; } = [];

    public int Replicas { get; set; } = 1;

    public HttpHealthCheck? HealthCheck { get; set; }

    public bool ExplicitStart { get; set; }

    public bool IsExternal { get; set; }

    public bool IsExcluded { get; set; }

    public string? CpuLimit { get; set; }

    public string? MemoryLimit { get; set; }

    public IReadOnlyList<string> ProbePaths { get; set; } = [];
}

/// <summary>An endpoint as declared; <see cref="Address"/> is known once ports are allocated, before anything starts.</summary>
internal sealed class EndpointSettings(string name, string scheme)
{
    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    /// <summary>Port that clients use; null takes a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Port that the process listens on; null takes a free one. Fixed only where there is one replica.</summary>
    public int? TargetPort { get; init; }

    /// <summary>Variable that tells the process its port.</summary>
    public string? PortVariable { get; init; }

    public Uri? Address { get; set; }
}

/// <summary>A reference to another resource, under the name that the consumer knows it by.</summary>
internal sealed record Reference(Resource Target, string Name);

/// <summary>What must be true of another resource before this one starts.</summary>
internal sealed record Wait(Resource Target, WaitKind Kind, int ExitCode);

/// <summary>What is waited for.</summary>
internal enum WaitKind
{
    /// <summary>All replicas are healthy.</summary>
    Healthy,

    /// <summary>All processes run.</summary>
    Started,

    /// <summary>It has ended with the expected exit code.</summary>
    Completed,
}

/// <summary>GET <paramref name="Path"/> on the endpoint must answer the status code.</summary>
internal sealed record HttpHealthCheck(string Path, int StatusCode, string? EndpointName);

/// <summary>A link that is shown with the resource.</summary>
internal sealed record ResourceUrl(string Url, string? Text);
