using Lab.Chaos.Histories;
using Lab.Contracts;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Histories;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("history.jsonl");

    public void Dispose() => _folder.Dispose();

    /// <summary>The format is a contract with every run that somebody kept: a change here needs a new format number.</summary>
    [Fact]
    public async Task The_file_looks_like_this()
    {
        await WriteAsync(
            Some.Volley(),
            new OperationLine(Some.Operation() with { Replica = "inventory-2", TraceId = "0af7651916cd43dd8448eb211c80319c" }),
            new FaultEvent { Volley = 0, At = 3_000_000, Action = "kill", Replica = "inventory-1", TracePoint = "after-commit" },
            new FinalState
            {
                Volley = 0,
                Columns = new Dictionary<string, double?> { ["sold"] = 1, ["cached"] = null },
                Settled = new Dictionary<string, double?> { ["sold"] = 1, ["cached"] = 0.5 },
                Records = ["a"],
            });

        Assert.Equal(
            """
            {"type":"header","format":1,"scenario":"ticketing","seed":42}
            {"type":"volley","volley":0,"variant":"naive","condition":"volley","key":"event-7","stock":1,"requests":2}
            {"type":"operation","operation":{"id":"a","volley":0,"process":0,"key":"event-7","scheduled":1000000,"sent":1100000,"returned":6000000,"outcome":"Ok","status":200,"error":null,"replica":"inventory-2","traceId":"0af7651916cd43dd8448eb211c80319c","received":null,"firstRead":null}}
            {"type":"fault","volley":0,"at":3000000,"action":"kill","replica":"inventory-1","tracePoint":"after-commit"}
            {"type":"final","volley":0,"columns":{"sold":1,"cached":null},"settled":{"sold":1,"cached":0.5},"records":["a"]}

            """,
            await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task What_was_written_is_read_back()
    {
        var volley = new HistoryBuilder()
            .Timeline("""
                a |--ok--|
                b   |--info-->
                """)
            .Fault("kill")
            .Final(("sold", 1), ("capacity", null))
            .Records("a")
            .Build();

        await WriteAsync([
            volley.Start,
            .. volley.Operations.Reverse().Select(operation => new OperationLine(operation)),
            .. volley.Faults,
            volley.Final!]);
        var history = HistoryReader.Read(Path);

        Assert.Equal(new HistoryHeader { Format = 1, Scenario = "ticketing", Seed = 42 }, history.Header);
        Assert.Null(history.Torn);
        Assert.Equivalent(volley, Assert.Single(history.Volleys), strict: true);
    }

    [Fact]
    public async Task A_late_reply_is_sorted_into_its_own_volley()
    {
        await WriteAsync(
            Some.Volley(0),
            Some.Volley(1),
            new OperationLine(Some.Operation("b") with { Volley = 1 }),
            new OperationLine(Some.Operation("a") with { Volley = 0 }));

        Assert.Equal(
            [[(0, "a")], [(1, "b")]],
            HistoryReader.Read(Path).Volleys.Select(volley =>
                volley.Operations.Select(operation => (volley.Start.Volley, operation.Id)).ToArray()));
    }

    [Fact]
    public async Task A_volley_that_the_run_did_not_finish_has_no_final_state()
    {
        await WriteAsync(Some.Volley(), new OperationLine(Some.Operation()));

        Assert.Null(Assert.Single(HistoryReader.Read(Path).Volleys).Final);
    }

    [Fact]
    public async Task Lines_of_many_threads_are_all_kept_and_none_is_mangled()
    {
        await using (var writer = HistoryWriter.Create(Path, "ticketing", new Seed(42)))
        {
            await writer.AppendAsync(Some.Volley(), CancellationToken.None);
            await Parallel.ForAsync(0, 3 * HistoryWriter.Capacity, async (i, cancellationToken) =>
                await writer.AppendAsync(new OperationLine(Some.Operation($"op-{i}")), cancellationToken));
        }

        Assert.Equal(3 * HistoryWriter.Capacity, HistoryReader.Read(Path).Volleys[0].Operations.Count);
    }

    [Fact]
    public async Task What_was_appended_reaches_the_file_without_closing_it_so_a_killed_run_keeps_it()
    {
        await using var writer = HistoryWriter.Create(Path, "ticketing", new Seed(42));
        await writer.AppendAsync(Some.Volley(), CancellationToken.None);
        await writer.AppendAsync(new OperationLine(Some.Operation()), CancellationToken.None);

        // The reader shares the file with the writer, as `lab check` does with a run that still goes on.
        Assert.True(SpinWait.SpinUntil(
            () => HistoryReader.Read(Path).Volleys is [{ Operations: [{ Id: "a" }] }], TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_header_is_there_before_anything_is_appended()
    {
        await using var writer = HistoryWriter.Create(Path, "ticketing", new Seed(42));

        Assert.Equal("ticketing", HistoryReader.Read(Path).Header.Scenario);
    }

    [Fact]
    public async Task Disposing_twice_is_harmless_and_appending_afterwards_is_a_slip()
    {
        var writer = HistoryWriter.Create(Path, "ticketing", new Seed(42));
        await writer.DisposeAsync();
        await writer.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => writer.AppendAsync(Some.Volley(), CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_run_never_writes_over_another()
    {
        await WriteAsync(Some.Volley());

        var problem = Assert.Throws<LabException>(() => HistoryWriter.Create(Path, "ticketing", new Seed(42)));

        Assert.Equal(
            $"Cannot create {Path}: The file '{Path}' already exists. "
            + "A run never writes over another; name a new, writable folder.",
            problem.Message);
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_instead_of_leaving_a_history_with_holes()
    {
        var writer = new HistoryWriter("runs/7/history.jsonl", new FullDisk());
        const string message =
            "Cannot write runs/7/history.jsonl: No space left on device. Free space on that disk and run again.";

        var appending = await Assert.ThrowsAsync<LabException>(async () =>
        {
            for (var i = 0; i <= 2 * HistoryWriter.Capacity; i++)
            {
                await writer.AppendAsync(Some.Volley(i), CancellationToken.None);
            }
        });
        var closing = await Assert.ThrowsAsync<LabException>(() => writer.DisposeAsync().AsTask());

        Assert.Equal((message, message), (appending.Message, closing.Message));
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device.");
    }

    private async Task WriteAsync(params HistoryLine[] lines)
    {
        await using var writer = HistoryWriter.Create(Path, "ticketing", new Seed(42));
        foreach (var line in lines)
        {
            await writer.AppendAsync(line, CancellationToken.None);
        }
    }
}
