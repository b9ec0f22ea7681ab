using System.Globalization;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Contracts.Machine;

namespace Lab.Control.Stresses;

/// <summary>The program that uses things up; it lies beside every host.</summary>
internal static class StressWorker
{
    /// <exception cref="LabException">It is not there.</exception>
    public static string Program()
    {
        var path = Programs.InFolder(AppContext.BaseDirectory, "Lab.StressWorker");
        return File.Exists(path) ? path : throw new LabException($"{path} is not there. Build the host again: dotnet build");
    }

    /// <summary>For example <c>cpu 2 10000 0.5</c>.</summary>
    /// <param name="wish">Checked before.</param>
    /// <param name="folder">Where to write; for disks only.</param>
    public static IReadOnlyList<string> Arguments(StressWish wish, string? folder) =>
    [
        wish.Kind switch
        {
            StressKind.Cpu => "cpu",
            StressKind.Memory => "memory",
            StressKind.Disk => "disk",
            _ => throw new ArgumentOutOfRangeException(nameof(wish), wish.Kind, "Not a kind of stress."),
        },
        Text(wish.Workers),
        Text(wish.Milliseconds),
        Text(wish.Kind is StressKind.Cpu ? wish.Load ?? 1 : wish.Bytes!.Value),
        .. folder is null ? Array.Empty<string>() : [folder],
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
