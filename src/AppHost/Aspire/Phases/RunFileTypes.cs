using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>What a run's files are to a browser: reports as pages, all else as text to read instead of a download.</summary>
internal sealed class RunFileTypes : IContentTypeProvider
{
    private readonly FileExtensionContentTypeProvider _usual = new();

    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType)
    {
        contentType = _usual.TryGetContentType(subpath, out var usual) && (usual.StartsWith("image/", StringComparison.Ordinal) || usual is "text/html" or "text/css")
            ? usual
            : "text/plain; charset=utf-8";
        return true;
    }
}
