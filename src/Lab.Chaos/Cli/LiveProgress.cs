using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary>One line that is drawn again in place, for terminals; a line stays behind for every stage that ended.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private const int TitleWidth = 28;
    private const int BarWidth = 12;

    /// <summary>Count and seconds, with the spaces around them.</summary>
    private const int NumbersWidth = 20;

    private static readonly TimeSpan RedrawAfter = TimeSpan.FromMilliseconds(100);

    public IStage Begin(string title, int total) => new Stage(title, total, console, time);

    private sealed class Stage : IStage
    {
        private readonly string _title;
        private readonly int _total;
        private readonly IAnsiConsole _console;
        private readonly TimeProvider _time;
        private readonly ITimer _redraw;
        private readonly long _started;
        private readonly Lock _lock = new();
        private string _words = "";
        private int _done;
        private bool _ended;

        public Stage(string title, int total, IAnsiConsole console, TimeProvider time)
        {
            (_title, _total, _console, _time, _started) = (title, total, console, time, time.GetTimestamp());
            _redraw = time.CreateTimer(static stage => ((Stage)stage!).Draw(), this, TimeSpan.Zero, RedrawAfter);
        }

        public void Say(string words)
        {
            lock (_lock)
            {
                _words = words;
            }
        }

        public void Advance(string words)
        {
            lock (_lock)
            {
                _done++;
                _words = words;
            }
        }

        public void Dispose()
        {
            _redraw.Dispose();
            lock (_lock)
            {
                _ended = true;
                Write(end: true);
            }
        }

        private void Draw()
        {
            lock (_lock)
            {
                if (!_ended)
                {
                    Write(end: false);
                }
            }
        }

        private void Write(bool end)
        {
            var seconds = _time.GetElapsedTime(_started).TotalSeconds;
            var filled = _total == 0 ? 0 : (int)((long)_done * BarWidth / _total);
            var bar = _total == 0 ? "" : $"[green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/] {_done}/{_total} ";
            var line = $"{Markup.Escape(_title),-TitleWidth} {bar}[grey]{Markup.Escape(Clip(_words))} {seconds:0.0} s[/]";

            // Carriage return, erase to the end of the line, text: one write, so that nothing comes in between.
            _console.Write(new ControlCode("\r\u001b[2K"));
            _console.Markup(line);
            if (end)
            {
                _console.WriteLine();
            }
        }

        // A line that wraps cannot be drawn again in place.
        private string Clip(string words) =>
            Math.Max(0, _console.Profile.Width - TitleWidth - BarWidth - NumbersWidth) is var room && words.Length > room ? words[..room] : words;
    }
}
