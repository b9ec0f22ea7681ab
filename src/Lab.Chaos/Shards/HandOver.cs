using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Shards;

/// <summary>
/// How a run's files leave a pod that nobody shares a volume with: as lines of its log, which <c>kubectl logs</c> reads even after it has ended.
/// <code>
/// lab-run 20261121-093012-ticketing-3fa1s0 1/87 H4sIAAAAAAAAA+y9…
/// lab-run 20261121-093012-ticketing-3fa1s0 end 87 sha256:6e34…
/// </code>
/// Each line says whose it is and which, so that logs of several pods may come mixed, with other lines between, or with a prefix before.
/// </summary>
internal static partial class HandOver
{
    private const string Mark = "lab-run";

    // Container runtimes split lines at 16 KiB.
    private const int LineBytes = 6_000;

    // A file that unpacks to more than any run has was not written by a lab.
    private const long MostBytes = 1L << 30;

    /// <summary>Prints what judging needs: the history, what was asked, the scenario, what was fuzzed. Logs of processes stay behind.</summary>
    public static void Write(RunFolder run, TextWriter output)
    {
        var packed = Pack(run);
        var count = (packed.Length + LineBytes - 1) / LineBytes;
        for (var n = 0; n < count; n++)
        {
            var part = packed.AsSpan(n * LineBytes, Math.Min(LineBytes, packed.Length - (n * LineBytes)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark} {run.Id} {n + 1}/{count} {Convert.ToBase64String(part)}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark} {run.Id} end {count} sha256:{Convert.ToHexStringLower(SHA256.HashData(packed))}"));
        output.Flush();
    }

    /// <summary>Finds every run in the text and unpacks it below <paramref name="runs"/>; one that is there already is left as it is.</summary>
    /// <exception cref="LabException">There is none, or one is not whole.</exception>
    public static IReadOnlyList<RunFolder> Read(TextReader input, string runs)
    {
        var found = new SortedDictionary<string, Frames>(StringComparer.Ordinal);
        while (input.ReadLine() is { } line)
        {
            if (Line().Match(line) is { Success: true } match)
            {
                var frames = found.TryGetValue(match.Groups["run"].Value, out var known) ? known : found[match.Groups["run"].Value] = new Frames();
                frames.Add(match);
            }
        }

        if (found.Count == 0)
        {
            throw new LabException($"No line begins a run ('{Mark} <id> 1/n'). Give the whole logs of drivers that have ended: kubectl logs … --tail=-1.");
        }

        var problems = found.Select(run => run.Value.Problem(run.Key)).OfType<string>().ToList();
        return problems.Count > 0 ? throw new LabException(problems) : [.. found.Select(run => Unpack(run.Key, run.Value.Bytes(), runs))];
    }

    private static byte[] Pack(RunFolder run)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(run.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(run.Path, file).Replace('\\', '/');
                if (Name().IsMatch(name))
                {
                    zip.CreateEntryFromFile(file, name, CompressionLevel.SmallestSize);
                }
            }
        }

        return packed.ToArray();
    }

    private static RunFolder Unpack(string id, byte[] packed, string runs)
    {
        var folder = new RunFolder(id, Path.Combine(runs, id));
        if (Directory.Exists(folder.Path))
        {
            return folder;
        }

        // Under another name first: a run that is only half there must not look like one.
        var half = folder.Path + ".part";
        Directory.CreateDirectory(half);
        using (var zip = new ZipArchive(new MemoryStream(packed)))
        {
            // The log may be anybody's: nothing is written but files of a run, in their places.
            if (zip.Entries.FirstOrDefault(entry => !Name().IsMatch(entry.FullName)) is { } stranger || zip.Entries.Sum(entry => entry.Length) > MostBytes)
            {
                Directory.Delete(half, recursive: true);
                throw new LabException($"{id} in the log holds what no run has. It was not unpacked; look where the log is from.");
            }

            foreach (var entry in zip.Entries)
            {
                var path = Path.Combine(half, Path.Combine(entry.FullName.Split('/')));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path);
            }
        }

        Directory.Move(half, folder.Path);
        return folder;
    }

    [GeneratedRegex(@"\b" + Mark + @" (?<run>[a-z0-9][a-z0-9-]{0,120}) ((?<number>\d{1,7})/\d{1,7} (?<data>[A-Za-z0-9+/=]+)|end (?<count>\d{1,7}) sha256:(?<hash>[0-9a-f]{64}))\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\A((run|fuzz)\.json|history\.jsonl|(faults/)?[A-Za-z0-9_-]+\.yaml|fuzz/[A-Za-z0-9_-]+\.(cs|body))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    /// <summary>What has been read of one run.</summary>
    private sealed class Frames
    {
        private readonly SortedDictionary<int, byte[]> _parts = [];
        private int? _count;
        private string? _hash;

        public void Add(Match match)
        {
            if (match.Groups["hash"] is { Success: true } hash)
            {
                (_count, _hash) = (int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture), hash.Value);
                return;
            }

            var data = new byte[match.Groups["data"].Length];
            if (Convert.TryFromBase64Chars(match.Groups["data"].ValueSpan, data, out var length))
            {
                _parts[int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)] = data[..length];
            }
        }

        /// <summary>What is wrong with it; null when it is whole.</summary>
        public string? Problem(string run) => _count is not { } count ? $"{run} has no end in the log: its pod has not finished, or the log was cut off. Wait for the job, and give all of it (--tail=-1)."
            : _parts.Count != count ? $"{run} has {_parts.Count} of {count} lines in the log: it was cut off. Give all of it (--tail=-1)."
            : Convert.ToHexStringLower(SHA256.HashData(Bytes())) != _hash ? $"{run} was damaged on its way: its checksum does not fit. Read the log again."
            : null;

        public byte[] Bytes() => [.. _parts.Values.SelectMany(part => part)];
    }
}
