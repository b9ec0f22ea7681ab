namespace Lab.Chaos.Break.Cluster;

/// <summary>A kind of resource as the API server and kubectl call it.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Version">For example <c>v1</c>.</param>
/// <param name="Plural">For example <c>pods</c>.</param>
/// <param name="Kind">For example <c>Pod</c>.</param>
internal sealed record ResourceKind(string Group, string Version, string Plural, string Kind)
{
    private const string Litmus = "litmuschaos.io";

    public static readonly ResourceKind Engines = new(Litmus, "v1alpha1", "chaosengines", "ChaosEngine");
    public static readonly ResourceKind Experiments = new(Litmus, "v1alpha1", "chaosexperiments", "ChaosExperiment");
    public static readonly ResourceKind Results = new(Litmus, "v1alpha1", "chaosresults", "ChaosResult");
    public static readonly ResourceKind Definitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition");
    public static readonly ResourceKind Deployments = new("apps", "v1", "deployments", "Deployment");
    public static readonly ResourceKind Jobs = new("batch", "v1", "jobs", "Job");
    public static readonly ResourceKind Pods = new("", "v1", "pods", "Pod");
    public static readonly ResourceKind Events = new("", "v1", "events", "Event");
    public static readonly ResourceKind Nodes = new("", "v1", "nodes", "Node");
    public static readonly ResourceKind Namespaces = new("", "v1", "namespaces", "Namespace");
    public static readonly ResourceKind ServiceAccounts = new("", "v1", "serviceaccounts", "ServiceAccount");
    public static readonly ResourceKind ApiServices = new("apiregistration.k8s.io", "v1", "apiservices", "APIService");
    public static readonly ResourceKind AccessReviews = new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview");

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>With its group, so that no other kind of the same name is meant: <c>chaosengines.litmuschaos.io</c>.</summary>
    public string Name => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
