using Lab.Control.Backing;

namespace Lab.AppHost.Aspire;

/// <summary>A Redis or PostgreSQL as a local process, known by its connection string.</summary>
internal sealed class LocalServerResource(string name, string kind, IServerRecipe recipe, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    /// <summary><c>redis</c> or <c>postgres</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>How it is prepared, asked and ended.</summary>
    public IServerRecipe Recipe { get; } = recipe;

    // The port is fixed and there is no proxy in front, so nothing has to be waited for.
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Recipe.ConnectionString}");
}
