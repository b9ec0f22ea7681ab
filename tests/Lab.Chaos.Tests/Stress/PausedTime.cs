namespace Lab.Chaos.Tests.Stress;

/// <summary>The machine's clock, with its first delay of less than a second stopped until <see cref="Resume"/>; longer ones are time-outs.</summary>
internal sealed class PausedTime : TimeProvider
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _fire;

    /// <summary>Completes when somebody waits.</summary>
    public Task Reached => _reached.Task;

    public void Resume() => _fire!();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!_reached.Task.IsCompleted && dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(1))
        {
            _fire = () => callback(state);
            _reached.TrySetResult();
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        return System.CreateTimer(callback, state, dueTime, period);
    }
}
