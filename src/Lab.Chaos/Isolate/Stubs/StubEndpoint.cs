using Lab.Chaos.Isolate.Stubs.Admin;
using Lab.Chaos.Isolate.Stubs.Mappings;
using Lab.Chaos.Isolate.Stubs.Matching;
using Lab.Chaos.Isolate.Stubs.Replies;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Isolate.Stubs;

/// <summary>
/// Every request of a stub.
/// <code>
/// request ── /__admin? ── mapping that matches ── scenario moves on ── delay ── reply or broken connection
/// </code>
/// </summary>
internal sealed class StubEndpoint(StubStore store, StubAdmin admin, ReplyWriter writer, RequestLog log, TimeProvider time)
{
    public Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(StubAdmin.Root, StringComparison.Ordinal))
        {
            return admin.HandleAsync(context);
        }

        // Read once: whoever reconfigures swaps it, and this request keeps the one that it has begun with.
        var book = store.Book;
        return book.ReadsBodies || log.IsOn
            ? ReadAndAnswerAsync(context, book)
            : AnswerAsync(context, book, new StubRequest(context.Request, body: null));
    }

    private async Task ReadAndAnswerAsync(HttpContext context, StubBook book)
    {
        using var reader = new StreamReader(context.Request.Body);
        await AnswerAsync(context, book, new StubRequest(context.Request, await reader.ReadToEndAsync(context.RequestAborted)));
    }

    private Task AnswerAsync(HttpContext context, StubBook book, in StubRequest request)
    {
        var mapping = book.Find(request, store.States);
        if (log.IsOn)
        {
            log.Add(request, mapping is not null, time.GetUtcNow());
        }

        return mapping is null ? RefuseAsync(context, book) : writer.WriteAsync(context, mapping, book.Settings);
    }

    private static Task RefuseAsync(HttpContext context, StubBook book)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(
            $"None of the {book.Mappings.Count} mappings answers {context.Request.Method} {context.Request.Path}{context.Request.QueryString}. "
            + $"GET {StubAdmin.Root}/mappings lists them.\n",
            context.RequestAborted);
    }
}
