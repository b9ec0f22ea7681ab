using Lab.Contracts;
using Lab.Contracts.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>
/// Runs one phase at a time as a child of the AppHost: <c>lab hunt ticketing -> lines -> console log</c>. The child finds this lab through its run
/// file and works on it as it would from a terminal. It ends with the AppHost; if that is killed, by the guard.
/// </summary>
internal sealed partial class PhaseRunner(
    LabLauncher launcher, RunPages pages, ResourceNotificationService notifications, ResourceLoggerService loggers) : IHostedService, IDisposable
{
    // The command allows itself 30 s to take back what it changed.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(35);

    // When the system ends as well there is nothing to take back.
    private static readonly TimeSpan ShortGrace = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _oneCommand = new(1);
    private LabProcess? _running;
    private Task _life = Task.CompletedTask;

    /// <summary>Starts the phase and says so at once: it takes minutes, and the console log shows how it goes.</summary>
    public async Task<ExecuteCommandResult> BeginAsync(LabResource lab, LabPhase phase, CancellationToken cancellationToken)
    {
        await _oneCommand.WaitAsync(cancellationToken);
        try
        {
            if (!_life.IsCompleted)
            {
                return CommandResults.Failure("The lab is busy. Wait for it, or stop it.");
            }

            var log = loggers.GetLogger(lab);
            _running = await launcher.StartAsync(lab, phase, line => Said(lab, line, log), cancellationToken);
            await notifications.PublishUpdateAsync(lab, snapshot => snapshot.Begun(phase, Now));
            _life = LiveAsync(lab, phase, _running);
            return CommandResults.Success($"lab {phase.Verb} {lab.Scenario} runs as process {_running.Pid}. See the console log.");
        }
        catch (LabException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
        finally
        {
            _oneCommand.Release();
        }
    }

    /// <summary>Ends the phase that runs, and answers when it has ended.</summary>
    public async Task<ExecuteCommandResult> StopAsync(LabResource lab)
    {
        if (_running is not { } running || _life.IsCompleted)
        {
            return CommandResults.Failure("No phase runs.");
        }

        await notifications.PublishUpdateAsync(lab, LabStates.Ending);
        await running.EndAsync(Grace);
        await _life;
        return CommandResults.Success($"Process {running.Pid} has ended. What it recorded stays.");
    }

    public void Dispose() => _oneCommand.Dispose();

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        if (_running is { } running && !_life.IsCompleted)
        {
            await running.EndAsync(ShortGrace);
            await _life;
        }
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private async Task LiveAsync(LabResource lab, LabPhase phase, LabProcess process)
    {
        var exitCode = await process.Exited;
        await notifications.PublishUpdateAsync(lab, snapshot => snapshot.Ended(phase, exitCode, Now));
    }

    private void Said(LabResource lab, string line, ILogger log)
    {
        Line(log, line);
        if (RecordingLine.TryRead(line, out var folder))
        {
            _ = LinkAsync(lab, folder);
        }
    }

    private async Task LinkAsync(LabResource lab, string folder)
    {
        var page = await pages.AddressOfAsync(folder);
        await notifications.PublishUpdateAsync(lab, snapshot => snapshot.Recording(Path.GetFileName(folder), page));
    }

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void Line(ILogger log, string line);
}
