namespace Lab.Chaos.Cli;

/// <summary>Whole lines, for logs and pipes: one when a stage begins, one at most every two seconds, one when it ends.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(2);

    public IStage Begin(string title, int total) => new Stage(title, total, output, time);

    private sealed class Stage(string title, int total, TextWriter output, TimeProvider time) : IStage
    {
        // Worlds that end together report together.
        private readonly Lock _lock = new();
        private readonly long _started = time.GetTimestamp();
        private long _written = time.GetTimestamp();
        private string _words = "";
        private int _done;

        public void Say(string words)
        {
            if (words != _words && total == 0)
            {
                output.WriteLine($"  {title}: {words}");
            }

            _words = words;
        }

        public void Advance(string words)
        {
            lock (_lock)
            {
                _done++;
                _words = words;
                if (time.GetElapsedTime(_written) >= AtMostEvery && _done < total)
                {
                    _written = time.GetTimestamp();
                    output.WriteLine($"  {title}: {_done} of {total}, {words}");
                }
            }
        }

        public void Dispose()
        {
            var count = total > 0 ? $"{_done} of {total}, {_words}" : "done";
            output.WriteLine($"  {title}: {count} ({time.GetElapsedTime(_started).TotalSeconds:0.0} s)");
        }
    }
}
