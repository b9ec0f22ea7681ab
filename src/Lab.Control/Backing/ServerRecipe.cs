using Lab.Control.Processes;

namespace Lab.Control.Backing;

/// <summary>How a backing server is prepared, started, asked for its health and ended.</summary>
internal interface IServerRecipe
{
    /// <summary>Connection string in the form of the usual .NET client.</summary>
    string ConnectionString { get; }

    /// <summary>Address of its port.</summary>
    Uri Address { get; }

    /// <summary>The signal that ends it quickly with clients still connected.</summary>
    EndSignal End { get; }

    /// <summary>Makes the data folder ready; called before every start, so also after a kill.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>The command.</summary>
    Launch Launch(string logFile, string mark);

    /// <summary>Whether it answers its own protocol.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}
