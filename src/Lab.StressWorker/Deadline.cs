namespace Lab.StressWorker;

/// <summary>When the work is over, whatever became of who asked for it.</summary>
internal sealed class Deadline(TimeProvider time, TimeSpan length) : IDisposable
{
    private readonly long _started = time.GetTimestamp();
    private readonly ManualResetEventSlim _never = new(initialState: false);

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public bool IsOver => Elapsed >= length;

    /// <summary>Does nothing for so long, or until it is over.</summary>
    public void Rest(TimeSpan pause)
    {
        var left = length - Elapsed;
        if ((pause < left ? pause : left) is var rest && rest > TimeSpan.Zero)
        {
            _never.Wait(rest);
        }
    }

    public void Dispose() => _never.Dispose();
}
