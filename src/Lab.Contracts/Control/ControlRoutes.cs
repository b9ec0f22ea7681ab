namespace Lab.Contracts.Control;

/// <summary>
/// The control API: HTTP on loopback, JSON, bearer token from the <see cref="RunFile"/>. Errors are problem documents whose
/// <c>detail</c> names what was wrong and the mend. Both engines serve it.
/// </summary>
public static class ControlRoutes
{
    /// <summary>GET: a list of <see cref="ResourceInfo"/>, in dependency order.</summary>
    public const string Resources = "/v1/resources";

    /// <summary>GET: one <see cref="ResourceInfo"/>.</summary>
    public const string Resource = "/v1/resources/{name}";

    /// <summary>GET: <see cref="ConnectionStringInfo"/>.</summary>
    public const string ConnectionString = "/v1/resources/{name}/connection-string";

    /// <summary>
    /// PUT <see cref="EnvironmentChange"/>: the variables hold for every replica until changed again. Answers when they are running
    /// and healthy again (204), or with 504 when they did not become so in time.
    /// </summary>
    public const string Environment = "/v1/resources/{name}/environment";

    /// <summary>
    /// POST with action <c>kill</c> (SIGKILL; the restart policy starts it again, as a pod would be), <c>pause</c>, <c>resume</c>,
    /// <c>stop</c> (graceful, stays down), <c>start</c>, <c>restart</c> (graceful). Kill and pause answer once the operating system
    /// has carried them out; start and restart answer when it is healthy. 200 with the <see cref="ReplicaInfo"/>.
    /// </summary>
    public const string ReplicaAction = "/v1/replicas/{id}/{action}";

    /// <summary>PUT <see cref="LimitsChange"/>: restarts the replica inside the quota. 200 with the <see cref="ReplicaInfo"/>.</summary>
    public const string Limits = "/v1/replicas/{id}/limits";

    /// <summary>
    /// PUT <see cref="BoostWish"/>: the operating system schedules the resource's processes before all others, until DELETE or for as long
    /// as the wish says, whichever comes first. 200 with <see cref="BoostAnswer"/>, also where the system does not allow it. A service that
    /// shares a few processors with everything behind it is otherwise starved by what it has just called.
    /// </summary>
    public const string Boost = "/v1/resources/{name}/boost";

    /// <summary>
    /// GET: what the operating system counted of the replica's quota, as <see cref="LimitUsage"/>; all zero while it has none. Counted from
    /// when the replica entered the quota.
    /// </summary>
    public const string LimitUsage = "/v1/replicas/{id}/limits/usage";

    /// <summary>
    /// PUT <see cref="StressWish"/>: processes that use up processor, memory or disk, inside the replica's quota where it has one, until DELETE or for as
    /// long as the wish says. 200 with <see cref="StressAnswer"/>; a second wish takes the first one's place.
    /// </summary>
    public const string Stress = "/v1/replicas/{id}/stress";

    /// <summary>PUT, DELETE: as <see cref="Stress"/>, beside all replicas: of the whole machine.</summary>
    public const string MachineStress = "/v1/machine/stress";

    /// <summary>GET: a list of <see cref="ToxicInfo"/> of a link. DELETE: takes all of them off. 204.</summary>
    public const string Toxics = "/v1/links/{name}/toxics";

    /// <summary>
    /// PUT <see cref="ToxicWish"/>: puts a toxic on a link, in the place of one of that name; 200 with <see cref="ToxicInfo"/>. DELETE: takes it off; 204, also when it is gone already.
    /// </summary>
    public const string Toxic = "/v1/links/{name}/toxics/{toxic}";

    /// <summary>
    /// GET: a connection that is held open for as long as somebody breaks things on purpose. When it ends, however it ends, the host undoes whatever was
    /// done since and is still in force: toxics, stress, pauses, stops, limits, changed variables. One at a time: 409 while another is held.
    /// DELETE: ends the hold and answers once all of that is undone; with <c>?variables=keep</c> changed variables stay. 204, also without a hold.
    /// </summary>
    public const string Hold = "/v1/hold";

    /// <summary>Value of <c>variables</c> for whoever takes its changes back itself.</summary>
    public const string KeptVariables = "keep";

    /// <summary>GET: <see cref="DashboardInfo"/>, also where the lab has none.</summary>
    public const string Dashboard = "/v1/dashboard";

    /// <summary>POST: ends the lab gracefully, as Ctrl-C would. 202.</summary>
    public const string Shutdown = "/v1/shutdown";
}

/// <summary>Answer of <see cref="ControlRoutes.ConnectionString"/>.</summary>
/// <param name="ConnectionString">In the form that the resource's usual .NET client takes.</param>
public sealed record ConnectionStringInfo(string ConnectionString);

/// <summary>Variables to set; a null value takes the override back.</summary>
/// <param name="Variables">Name to value, in the form of environment variables (<c>Inventory__Strategy</c>).</param>
public sealed record EnvironmentChange(IReadOnlyDictionary<string, string?> Variables);

/// <summary>CPU and memory limits in Kubernetes notation; null lifts one.</summary>
/// <param name="Cpu">For example <c>250m</c> or <c>1</c>.</param>
/// <param name="Memory">For example <c>256Mi</c>.</param>
public sealed record LimitsChange(string? Cpu, string? Memory);

/// <summary>How long processes come first.</summary>
/// <param name="Milliseconds">1 to 60,000; after that they are as before, whatever became of the caller.</param>
public sealed record BoostWish(int Milliseconds);

/// <summary>What came of it.</summary>
/// <param name="Processes">How many processes come first now; 0 when none could be put there.</param>
/// <param name="Problem">Why not all of them, with the mend; null when there is nothing to say.</param>
public sealed record BoostAnswer(int Processes, string? Problem);
