using System.Globalization;
using Lab.Contracts.Machine;
using Lab.Control.Processes;

namespace Lab.Control.Backing;

/// <summary>A Redis without persistence: the lab's data is thrown away, and a snapshot in mid-volley would cost what is measured.</summary>
internal sealed class RedisRecipe(string folder, int port) : IServerRecipe
{
    public string ConnectionString => $"127.0.0.1:{port}";

    public Uri Address => new($"tcp://127.0.0.1:{port}");

    public EndSignal End => EndSignal.Terminate;

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return Task.CompletedTask;
    }

    public Launch Launch(string logFile, string mark) => new()
    {
        FileName = ServerPrograms.Redis ?? throw ServerPrograms.Missing(),
        Arguments =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--bind", "127.0.0.1",
            "--save", "",
            "--appendonly", "no",
            "--dir", folder,
            "--daemonize", "no",
            // A title is written over the environment, and with it over the mark that strays are found by.
            "--set-proc-title", "no",
            // A volley opens hundreds of connections within a millisecond.
            "--tcp-backlog", "1024",
        ],
        WorkingDirectory = folder,
        LogFile = logFile,
        Mark = mark,
    };

    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => RedisProbe.AnswersAsync(port, cancellationToken);
}
