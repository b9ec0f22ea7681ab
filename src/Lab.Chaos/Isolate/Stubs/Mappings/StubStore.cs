namespace Lab.Chaos.Isolate.Stubs.Mappings;

/// <summary>What the server answers with now, and what it goes back to.</summary>
/// <param name="initial">Mappings of the start, as files and environment give them.</param>
internal sealed class StubStore(IReadOnlyList<StubMapping> initial)
{
    private readonly Lock _changing = new();
    private volatile StubBook _book = StubBook.Empty.WithOnly(initial);

    public StubBook Book => _book;

    public ScenarioStates States { get; } = new();

    /// <summary>One change at a time, each whole.</summary>
    public void Change(Func<StubBook, StubBook> change)
    {
        lock (_changing)
        {
            _book = change(_book);
        }
    }

    /// <summary>The mappings of the start, every scenario at its start.</summary>
    public void Reset()
    {
        Change(book => book.WithOnly(initial));
        States.Reset();
    }
}
