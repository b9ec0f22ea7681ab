using Lab.Contracts;
using Lab.Control.Api;
using Lab.Hosting.Dashboard.Grpc;
using Lab.Hosting.Dashboard.Rows;

namespace Lab.Hosting.Dashboard;

/// <summary>
/// What the Aspire dashboard asks a host for: <c>aspire.v1.DashboardService</c> of microsoft/aspire. Resources and console logs are streams; a click on a
/// button goes the way of the control API, so that the dashboard, <c>lab</c> and curl mean the same by the same word.
/// </summary>
/// <param name="name">Shown at the top of every page.</param>
/// <param name="rows">What there is.</param>
/// <param name="changes">What happens to it.</param>
/// <param name="act">Carries out an action on a replica, as the control API does.</param>
/// <param name="time">Paces the look at logs.</param>
/// <param name="logFile">Log of a replica.</param>
internal sealed class ResourceService(
    string name, ReplicaRows rows, ReplicaChanges changes, Func<string, string, CancellationToken, Task> act, TimeProvider time, Func<string, string> logFile)
{
    private const int Succeeded = 1;
    private const int Failed = 2;

    /// <summary>The methods by the last part of their path.</summary>
    public Func<GrpcCall, CancellationToken, Task>? Find(string method) => method switch
    {
        "GetApplicationInformation" => NameAsync,
        "WatchResources" => WatchAsync,
        "WatchResourceConsoleLogs" => LogsAsync,
        "ExecuteResourceCommand" => ExecuteAsync,
        "WatchInteractions" => StaySilentAsync,
        _ => null,
    };

    private Task NameAsync(GrpcCall call, CancellationToken cancellationToken) => call.WriteAsync(new ProtoWriter().Text(1, name), cancellationToken);

    private async Task WatchAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        await RequestAsync(call, cancellationToken);

        // Before the first look: what changes between the two is told twice instead of never.
        using var watch = changes.Begin();
        await call.WriteAsync(RowMessage.Initial(rows.All()), cancellationToken);
        while (true)
        {
            var changed = rows.Of(await watch.NextAsync(cancellationToken));
            if (changed.Count > 0)
            {
                await call.WriteAsync(RowMessage.Changes(changed), cancellationToken);
            }
        }
    }

    private async Task LogsAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(call, cancellationToken);
        var (replica, follow) = (request.Text(1), !request.Flag(2));
        await call.BeginAsync(cancellationToken);
        if (rows.All().All(row => row.Name != replica))
        {
            // As Aspire answers. It is also what keeps the name from becoming a path.
            return;
        }

        var number = 0;
        await foreach (var lines in new LogTail(logFile(replica), time).ReadAsync(follow, cancellationToken))
        {
            await call.WriteAsync(
                new ProtoWriter().Messages(1, lines, (message, line) => message.Text(1, line).Number(3, ++number)), cancellationToken);
        }
    }

    private async Task ExecuteAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(call, cancellationToken);
        var (button, replica) = (request.Text(1), request.Text(2));
        string? problem = null;
        try
        {
            var (verb, running) = (rows.VerbOf(replica), rows.Busy());
            var action = ReplicaButtons.ActionOf(button, verb);
            if (verb is not null && running is not null && action is ReplicaAction.Start or ReplicaAction.Restart)
            {
                throw new LabException($"The lab is busy: '{running}' runs. Wait for it, or stop it.");
            }

            await act(replica, ReplicaActions.Word(action), cancellationToken);
        }
        catch (Exception e) when (e is LabException or UnknownNameException or TimeoutException)
        {
            problem = e.Message;
        }

        await call.WriteAsync(new ProtoWriter().Number(1, problem is null ? Succeeded : Failed).Given(3, problem), cancellationToken);
    }

    // The lab asks nothing through the dashboard. A refusal would be a warning in its log.
    private static async Task StaySilentAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        await call.BeginAsync(cancellationToken);
        while (await call.ReadAsync(cancellationToken) is not null)
        {
            // An answer to a question of somebody else's.
        }
    }

    private static async Task<ProtoFields> RequestAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            return ProtoFields.Read(await call.ReadAsync(cancellationToken) ?? throw new GrpcException(GrpcStatus.InvalidArgument, "The call has no message."));
        }
        catch (FormatException broken)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, broken.Message);
        }
    }
}
