using System.Globalization;
using System.Text;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Debugging;

/// <summary>
/// A debugging session as a test: source of an xUnit class that runs the lab against the fixes that held, and against the suspect, which it must
/// still catch. A test that was never seen to fail proves nothing.
/// </summary>
internal sealed record RegressionTest
{
    /// <summary>The suspect is missed by chance in fewer than one of so many runs of the test.</summary>
    private const double OneIn = 1e6;

    private const int Fewest = 5;
    private const int Most = 200;

    public required string Scenario { get; init; }

    /// <summary>As the user typed it: a name, or a path.</summary>
    public required string Argument { get; init; }

    public required string Description { get; init; }

    public required string Suspect { get; init; }

    public required IReadOnlyList<string> Fixes { get; init; }

    public required string Condition { get; init; }

    public required int Volleys { get; init; }

    public required long Seed { get; init; }

    public required string Run { get; init; }

    public string ClassName => $"{Pascal(Scenario)}RegressionTests";

    public string FileName => $"{ClassName}.cs";

    /// <summary>Arguments of the <c>lab</c> command for one variant.</summary>
    public IReadOnlyList<string> Arguments(string variant) =>
    [
        "stress", Argument, "--variant", variant, "--condition", Condition,
        "--volleys", Volleys.ToString(CultureInfo.InvariantCulture), "--seed", Seed.ToString(CultureInfo.InvariantCulture),
    ];

    public static RegressionTest Of(DebugResult result, Scenario scenario, string argument, string run) => new()
    {
        Scenario = scenario.Name,
        Argument = argument,
        Description = scenario.Description,
        Suspect = result.Suspect,
        Fixes = [.. result.Fixes.Where(fix => fix.Holds).Select(fix => fix.Variant)],
        Condition = result.Baseline.Condition,
        Volleys = VolleysFor(result.Baseline.Interval.Lower),
        Seed = result.Seed,
        Run = run,
    };

    /// <summary>Volleys after which a suspect of that rate is missed less than once in <see cref="OneIn"/>: ln(1/10^6) / ln(1 - rate).</summary>
    /// <param name="rate">Lower bound of the share of volleys that are violated.</param>
    public static int VolleysFor(double rate) => rate switch
    {
        <= 0 => Most,
        >= 1 => Fewest,
        _ => (int)Math.Clamp(Math.Ceiling(-Math.Log(OneIn) / Math.Log(1 - rate)), Fewest, Most),
    };

    /// <summary>The source file.</summary>
    /// <param name="seen">What the lab saw when it ran the same.</param>
    public string Source(IReadOnlyList<SeenRun> seen)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"// Written by `lab debug {Argument}`, run {Run}. What the lab saw when it ran the same:");
        foreach (var run in seen)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"//   {run.Command} -> exit code {run.ExitCode}{(run.ExitCode == 1 ? " (violated: this is the test failing)" : "")}");
        }

        return text.Append($$"""
            using System;
            using System.Diagnostics;
            using System.IO;
            using System.Threading.Tasks;
            using Xunit;

            /// <summary>{{Description}}: {{Volleys}} volleys of condition {{Condition}} on the real system, judged by the lab.</summary>
            public sealed class {{ClassName}}
            {
                [Theory]
            {{string.Concat(Fixes.Select(fix => $"    [InlineData(\"{fix}\")]\n"))}}    public async Task The_fix_holds(string variant) => Assert.Equal(0, await LabAsync(variant));

                [Fact]
                public async Task The_suspect_is_still_caught_so_that_the_other_test_can_fail() => Assert.Equal(1, await LabAsync("{{Suspect}}"));

                // 0 holds, 1 violated, 2 unknown.
                private static async Task<int> LabAsync(string variant)
                {
                    var root = Root(new DirectoryInfo(AppContext.BaseDirectory));
                    string[] arguments = [{{string.Join(", ", Arguments("?").Select(argument => argument == "?" ? "variant" : $"\"{argument}\""))}}];
                    using var lab = Process.Start(new ProcessStartInfo(Path.Combine(root, OperatingSystem.IsWindows() ? "lab.cmd" : "lab"), arguments) { WorkingDirectory = root })!;
                    await lab.WaitForExitAsync();
                    return lab.ExitCode;
                }

                // LAB_ROOT, or the checkout that this test lies in.
                private static string Root(DirectoryInfo? folder) =>
                    Environment.GetEnvironmentVariable("LAB_ROOT")
                    ?? (folder is null ? throw new DirectoryNotFoundException("No Lab.sln above this test. Set LAB_ROOT to the folder of the lab.")
                        : File.Exists(Path.Combine(folder.FullName, "Lab.sln")) ? folder.FullName
                        : Root(folder.Parent));
            }

            """).ToString();
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
