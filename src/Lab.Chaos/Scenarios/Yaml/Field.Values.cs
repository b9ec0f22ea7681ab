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
