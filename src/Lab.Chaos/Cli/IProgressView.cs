namespace Lab.Chaos.Cli;

/// <summary>Shows what the lab is doing. Goes to standard error, so that results can be piped.</summary>
internal interface IProgressView
{
    /// <summary>Begins a stage of <paramref name="total"/> steps; disposal ends it. One stage at a time.</summary>
    IStage Begin(string title, int total);
}

/// <summary>One line of progress. <see cref="Advance"/> may be called from several threads at once.</summary>
internal interface IStage : IDisposable
{
    /// <summary>Replaces the words beside the title.</summary>
    void Say(string words);

    /// <summary>One more step is done.</summary>
    void Advance(string words);
}
