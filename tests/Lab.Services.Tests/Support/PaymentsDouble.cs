using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Services.Tests.Support;

/// <summary>Payments on a real socket; what it does with a charge is the test's to say.</summary>
internal sealed class PaymentsDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PaymentsDouble(WebApplication app) => _app = app;

    /// <summary>Answers a charge with a status; 200 at once unless the test says otherwise.</summary>
    public Func<CancellationToken, Task<int>> Answer { get; set; } = _ => Task.FromResult(StatusCodes.Status200OK);

    public string Address => _app.Urls.Single();

    public static async Task<PaymentsDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var payments = new PaymentsDouble(app);
        app.Run(async context => context.Response.StatusCode = await payments.Answer(context.RequestAborted));
        await app.StartAsync();
        return payments;
    }

    /// <summary>Holds every charge until <paramref name="count"/> are there, so that all have checked and none has taken.</summary>
    public void HoldUntilAllAreHere(int count)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var here = 0;
        Answer = async cancellationToken =>
        {
            if (Interlocked.Increment(ref here) == count)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(cancellationToken);
            return StatusCodes.Status200OK;
        };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
