using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Lab.Services.Validation;

/// <summary>
/// What ids of events, buyers and operations may look like: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, <c>:</c>.
/// </summary>
/// <remarks>
/// A positive list: it keeps out NUL (which PostgreSQL cannot store), lone surrogates (which no UTF-8 can carry), control characters
/// (which would break log lines and headers) and characters that look alike, without naming any of them.
/// </remarks>
public static class Identifier
{
    /// <summary>Characters, which here are bytes too.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>Null when it may pass; otherwise what is wrong and the mend.</summary>
    public static string? Problem([NotNullWhen(false)] string? value, string name) => value switch
    {
        null => $"{name} is missing. Give 1 to {MaxLength} letters, digits, '-', '_', '.' or ':'.",
        "" => $"{name} is empty. Give 1 to {MaxLength} letters, digits, '-', '_', '.' or ':'.",
        { Length: > MaxLength } => $"{name} has {value.Length} characters. Give at most {MaxLength}.",
        _ when value.AsSpan().ContainsAnyExcept(Allowed) =>
            $"{name} contains a character other than letters (A to Z, a to z), digits, '-', '_', '.' and ':'. Remove it.",
        _ => null,
    };
}
