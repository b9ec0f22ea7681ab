using System.Globalization;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;
using Lab.Contracts.Cluster;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>
/// Reads what the lab adds to an engine, as annotations, since a cluster keeps those and does not look at them:
/// <c>chaoslab.dev/trace-point: after-commit</c>, <c>chaoslab.dev/after: 10ms</c>, <c>chaoslab.dev/seed: "42"</c>.
/// </summary>
internal static class AnnotationsReader
{
    public const string Prefix = "chaoslab.dev/";

    private const string TracePoint = LocalOnly.TracePoint;
    private const string After = Prefix + "after";
    private const string SeedName = Prefix + "seed";

    public static (FaultMoment Moment, Seed? Seed) Read(Field? annotations)
    {
        var fields = annotations?.Entries("text") ?? [];
        var texts = fields.ToDictionary(field => field.Name, field => (Field: field, Text: field.String()));
        foreach (var (name, (field, _)) in texts.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (name is not (TracePoint or After or SeedName))
            {
                field.WrongName($"Unknown annotation '{name}'. {Suggest.Among(name, [TracePoint, After, SeedName])}");
            }
        }

        return (Moment(texts.GetValueOrDefault(TracePoint), texts.GetValueOrDefault(After)), Seed(texts.GetValueOrDefault(SeedName)));
    }

    private static FaultMoment Moment((Field Field, string? Text) point, (Field Field, string? Text) after)
    {
        if (point.Text is not null && after.Text is not null)
        {
            after.Field.WrongName($"'{TracePoint}' and '{After}' both say when the fault strikes. Keep one.");
        }

        if (point.Text is { } name)
        {
            _ = (point.Field with { Name = name, KeyPlace = point.Field.Node.Place }).HasPlainName();
            return new FaultMoment(name, TimeSpan.Zero);
        }

        if (after.Text is not { } text)
        {
            return FaultMoment.AtOnce;
        }

        if (DurationText.Parse(text) is { } time && time >= TimeSpan.Zero)
        {
            return new FaultMoment(null, time);
        }

        after.Field.Wrong($"'{After}' is '{text}'; it must be a duration with its unit (us, ms, s, m, h), for example 10ms.");
        return FaultMoment.AtOnce;
    }

    private static Seed? Seed((Field Field, string? Text) seed)
    {
        if (seed.Text is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new Seed(value);
        }

        seed.Field.Wrong($"'{SeedName}' is '{text}'; it must be a whole number in quotes, for example \"42\".");
        return null;
    }
}
