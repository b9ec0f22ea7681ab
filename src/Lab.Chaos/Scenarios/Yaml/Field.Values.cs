using System.Globalization;

namespace Lab.Chaos.Scenarios.Yaml;

/// <content>The forms that a single value can have.</content>
internal sealed partial record Field
{
    public string? Text() => Node is YamlScalar { IsNull: false } scalar ? scalar.Text : Not<string>("text");

    public int? Integer(int minimum, int maximum)
    {
        bool number = int.TryParse(Plain(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);

        return number && value >= minimum && value <= maximum
            ? value
            : NotValue<int>($"a whole number from {minimum} to {maximum}" + Unquoted());
    }

    /// <summary>Longer than zero: no duration of a scenario makes sense otherwise.</summary>
    public TimeSpan? Duration()
    {
        TimeSpan? value = Node is YamlScalar scalar ? DurationText.Parse(scalar.Text) : null;

        return value > TimeSpan.Zero ? value : NotValue<TimeSpan>("a duration above zero with its unit (us, ms, s, m, h)");
    }

    /// <summary>A number above zero; also with a fraction.</summary>
    public double? Positive(double maximum) =>
        double.TryParse(Plain(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0 && value <= maximum
            ? value
            : NotValue<double>($"a number above 0 and at most {maximum.ToString(CultureInfo.InvariantCulture)}" + Unquoted());

    /// <summary>Zero or more.</summary>
    public double? NotNegative(double maximum) =>
        double.TryParse(Plain(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= maximum
            ? value
            : NotValue<double>($"a number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)}" + Unquoted());

    public bool? Flag() => Plain() switch
    {
        "true" => true,
        "false" => false,
        _ => NotValue<bool>("true or false"),
    };

    /// <summary>Processors in Kubernetes notation: <c>250m</c>, <c>1</c>, <c>1.5</c>.</summary>
    public double? Processors() =>
        LimitText.Cpus(Plain() ?? "") ?? NotValue<double>("a CPU limit from 10m to 1024" + Unquoted());

    /// <summary>A CPU limit as it is written.</summary>
    public string? CpuLimit() => Processors() is null ? null : Plain();

    /// <summary>A memory limit as it is written, for example <c>256Mi</c>.</summary>
    public string? MemoryLimit() =>
        (LimitText.Bytes(Plain() ?? "") ?? NotValue<long>("a memory limit such as 256Mi, at least 1Mi" + Unquoted())) is null ? null : Plain();

    public DateOnly? Date() =>
        DateOnly.TryParseExact(Plain(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
            ? value
            : NotValue<DateOnly>("a date as year-month-day");

    /// <summary>One of a fixed set of words.</summary>
    public T? Choice<T>(IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Node is not YamlScalar { IsNull: false } scalar)
        {
            return NotValue<T>($"one of {string.Join(", ", words.Keys)}");
        }

        if (words.TryGetValue(scalar.Text, out T value))
        {
            return value;
        }

        Wrong($"Unknown word '{scalar.Text}' for '{Path}'. {Suggest.Among(scalar.Text, words.Keys)}");
        return null;
    }

    private T? NotValue<T>(string form)
        where T : struct
    {
        _ = Not<string>(form);
        return null;
    }

    private string? Plain() => Node is YamlScalar { Quoted: false } scalar ? scalar.Text : null;

    private string Unquoted() => Node is YamlScalar { Quoted: true } ? " without quotes" : "";
}
