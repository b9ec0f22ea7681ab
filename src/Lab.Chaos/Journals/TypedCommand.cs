using System.Globalization;
using System.Reflection;

namespace Lab.Chaos.Journals;

/// <summary>The command that made a run, as it was typed, and as it must be typed to repeat the run.</summary>
internal static class TypedCommand
{
    /// <summary>Characters that no shell takes for anything else.</summary>
    private const string Plain = "-_./:=,@+%";

    private const string Share = "--shard";

    /// <summary>Behind <c>lab</c>; empty when something else than the lab's own program calls its code.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
        Assembly.GetEntryAssembly() == typeof(TypedCommand).Assembly ? [.. Environment.GetCommandLineArgs().Skip(1)] : [];

    /// <summary>For a shell, with the seed that was used even where none was typed.</summary>
    /// <param name="arguments">As typed; empty when they were not recorded.</param>
    /// <param name="command">The verb, for that case.</param>
    /// <param name="scenario">Its name, for that case.</param>
    /// <param name="seed">Of the run.</param>
    public static string Repeating(IReadOnlyList<string> arguments, string command, string scenario, long seed)
    {
        IReadOnlyList<string> typed = arguments.Count > 0 ? [.. arguments.Where((word, place) => !IsOfShare(word) && (place == 0 || arguments[place - 1] != Share))] : [command, scenario];
        var isSeeded = typed.Any(word => word == "--seed" || word.StartsWith("--seed=", StringComparison.Ordinal) || word.StartsWith("--seed:", StringComparison.Ordinal));
        return "./lab " + string.Join(' ', typed.Concat(isSeeded ? [] : ["--seed", seed.ToString(CultureInfo.InvariantCulture)]).Select(Quoted));
    }

    // Shares are put together to one run, which is repeated as one.
    private static bool IsOfShare(string word) => word is Share or "--hand-over" || word.StartsWith($"{Share}=", StringComparison.Ordinal);

    private static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c))
        ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
