using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>What only a cluster reads: checked for its form, so that a file that passes here is not refused there, and otherwise left alone.</summary>
internal static class ClusterParts
{
    private static readonly Form PullPolicy = Forms.Word("Always", "IfNotPresent", "Never");
    private static readonly Form Mount = Forms.Of("mount", ("name", Forms.Filled, true), ("mountPath", Forms.Filled, true));
    private static readonly Form ConfigMap = Forms.Of("configMap",
        ("name", Forms.Filled, true), ("mountPath", Forms.Filled, true), ("data", Forms.Map(Forms.Text), false));

    private static readonly Form Named = Forms.Of("reference", ("name", Forms.Text, false));
    private static readonly Form Resources = Forms.Of("resources",
        ("limits", Forms.Map(Forms.Scalar), false), ("requests", Forms.Map(Forms.Scalar), false), ("claims", Forms.List(Forms.Any), false));

    private static readonly Form Runner = Forms.Of("runner",
        ("image", Forms.Text, false),
        ("type", Forms.Word("go"), false),
        ("args", Forms.List(Forms.Text), false),
        ("command", Forms.List(Forms.Text), false),
        ("imagePullPolicy", PullPolicy, false),
        ("imagePullSecrets", Forms.List(Named), false),
        ("runnerAnnotations", Forms.Map(Forms.Text), false),
        ("runnerLabels", Forms.Map(Forms.Text), false),
        ("nodeSelector", Forms.Map(Forms.Text), false),
        ("configMaps", Forms.List(ConfigMap), false),
        ("secrets", Forms.List(Mount), false),
        ("tolerations", Forms.List(Tolerations), false),
        ("resources", Resources, false));

    private static readonly Form Sidecar = Forms.Of("sidecar",
        ("image", Forms.Filled, true),
        ("imagePullPolicy", PullPolicy, false),
        ("secrets", Forms.List(Mount), false),
        ("envFrom", Forms.List(Forms.Of("envFrom",
            ("configMapRef", Forms.AnyMap, false), ("secretRef", Forms.AnyMap, false), ("prefix", Forms.Text, false))), false),
        ("env", Forms.List(Environment), false));

    private static readonly Form Components = Forms.Of("components", ("runner", Runner, false), ("sidecar", Forms.List(Sidecar), false));

    /// <summary>An entry of a list of environment variables that the lab does not read.</summary>
    public static Form Environment => Forms.Of("env", ("name", Forms.Filled, true), ("value", Forms.Text, false), ("valueFrom", ValueFrom, false));

    /// <summary>Where a value comes from that only a cluster has.</summary>
    public static Form ValueFrom => Forms.Of("valueFrom",
        ("configMapKeyRef", Forms.AnyMap, false),
        ("secretKeyRef", Forms.AnyMap, false),
        ("fieldRef", Forms.AnyMap, false),
        ("fileKeyRef", Forms.AnyMap, false),
        ("resourceFieldRef", Forms.AnyMap, false));

    /// <summary>Of pods.</summary>
    public static Form Tolerations => Forms.Of("toleration",
        ("key", Forms.Text, false),
        ("operator", Forms.Text, false),
        ("value", Forms.Text, false),
        ("effect", Forms.Text, false),
        ("tolerationSeconds", Forms.Integer(int.MinValue), false));

    /// <summary>Labels and what the API server wrote.</summary>
    public static void CheckMetadata(Section metadata)
    {
        Check(metadata, "labels", Forms.Map(Forms.Text));
        Check(metadata, "generateName", Forms.Text);
        Check(metadata, "finalizers", Forms.List(Forms.Text));
    }

    /// <summary>All of <c>spec</c> beside targets and experiments.</summary>
    public static void CheckSpec(Section spec, EngineNotes notes)
    {
        Check(spec, "chaosServiceAccount", Forms.Filled);
        Check(spec, "defaultHealthCheck", Forms.Flag);
        Check(spec, "auxiliaryAppInfo", Forms.Text);
        Check(spec, "jobCleanUpPolicy", Forms.Word("delete", "retain"));
        Check(spec, "terminationGracePeriodSeconds", Forms.Integer(0));
        if (spec["components"] is { } components)
        {
            Components(notes.WithoutDead(components, EngineGrammar.DeadOfComponents));
        }
    }

    /// <summary>All of an experiment's <c>components</c> beside its environment and time-outs.</summary>
    public static void CheckExperiment(Section components)
    {
        Check(components, "configMaps", Forms.List(ConfigMap));
        Check(components, "secrets", Forms.List(Mount));
        Check(components, "experimentAnnotations", Forms.Map(Forms.Text));
        Check(components, "experimentImage", Forms.Text);
        Check(components, "experimentImagePullSecrets", Forms.List(Named));
        Check(components, "nodeSelector", Forms.Map(Forms.Text));
        Check(components, "resources", Resources);
        Check(components, "tolerations", Forms.List(Tolerations));
    }

    private static void Check(Section section, string key, Form form)
    {
        if (section[key] is { } field)
        {
            form(field);
        }
    }
}
