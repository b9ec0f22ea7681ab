namespace Lab.Contracts.Control;

/// <summary>Kinds of resources that somebody asks for by name.</summary>
public static class ResourceKinds
{
    /// <summary>A relay of the lab, which a cluster does not have.</summary>
    public const string Link = "link";

    extension(ResourceInfo resource)
    {
        /// <summary>Whether it is a relay of the lab.</summary>
        public bool IsLink => resource.Kind == Link;

        /// <summary>Whether it keeps state, and is a stateful set on a cluster.</summary>
        public bool IsStateful => resource.Kind is "redis" or "postgres";
    }
}
