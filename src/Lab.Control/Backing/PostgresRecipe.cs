using System.Globalization;
using Lab.Contracts;
using Lab.Contracts.Machine;
using Lab.Control.Processes;

namespace Lab.Control.Backing;

/// <summary>
/// A PostgreSQL with throw-away data. <c>fsync=off</c> is safe here: killing processes loses no page cache. <c>synchronous_commit</c>
/// stays on, or a killed server would lose orders that it had acknowledged.
/// </summary>
internal sealed class PostgresRecipe : IServerRecipe
{
    /// <summary>Account that the server drops to when the lab runs as root, which PostgreSQL refuses.</summary>
    private const string Account = "postgres";

    private readonly string _folder;
    private readonly int _port;
    private readonly string _database;

    public PostgresRecipe(string folder, int port, string database)
    {
        (_folder, _port, _database) = (folder, port, database);
        if (database.Length == 0 || !database.All(c => char.IsAsciiLetterOrDigit(c) || c is '_'))
        {
            throw new LabException($"'{database}' is no database name; use letters, digits and underscores.");
        }
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={_database};Maximum Pool Size=60;Timeout=10";

    public Uri Address => new($"tcp://127.0.0.1:{_port}");

    public EndSignal End => EndSignal.Interrupt;

    private static string? User => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? Account : null;

    private string Data => Path.Combine(_folder, "data");

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        TempRoot.CreateFolder(_folder);
        if (Directory.Exists(Data))
        {
            // A killed server leaves its lock; nobody else can be running on a folder of this lab.
            File.Delete(Path.Combine(Data, "postmaster.pid"));
            return;
        }

        await new PostgresTemplate(Binaries(), User, _database).CopyToAsync(Data, cancellationToken);
    }

    public Launch Launch(string logFile, string mark) => new()
    {
        FileName = Programs.InFolder(Binaries(), "postgres"),
        Arguments =
        [
            "-D", Data,
            "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=300",
            "-c", "shared_buffers=64MB",
            "-c", "fsync=off",
            "-c", "full_page_writes=off",
            "-c", "synchronous_commit=on",
            // Recovery after a kill reads what was written since the last checkpoint.
            "-c", "checkpoint_timeout=30min",
        ],
        WorkingDirectory = _folder,
        User = User,
        LogFile = logFile,
        Mark = mark,
    };

    public Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        PostgresProbe.AnswersAsync(_port, _database, cancellationToken);

    private static string Binaries() => ServerPrograms.PostgresFolder ?? throw ServerPrograms.Missing();
}
