using System.Collections;

namespace Lab.Control.Publishing.Writing;

/// <summary>A value of a manifest: text, a number, a truth value, a list or a map.</summary>
internal abstract class YamlValue
{
    public static implicit operator YamlValue(string text) => new YamlText(text);

    public static implicit operator YamlValue(int number) => new YamlPlain(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static implicit operator YamlValue(bool truth) => new YamlPlain(truth ? "true" : "false");
}

/// <summary>Text, which stays text however much it looks like a number.</summary>
internal sealed class YamlText(string text) : YamlValue
{
    public string Text { get; } = text;
}

/// <summary>A number or a truth value, written as it is.</summary>
internal sealed class YamlPlain(string text) : YamlValue
{
    public string Text { get; } = text;
}

/// <summary>Entries in the order in which they are to be read; null leaves an entry out.</summary>
internal sealed class YamlMap : YamlValue, IEnumerable<KeyValuePair<string, YamlValue>>
{
    private readonly List<KeyValuePair<string, YamlValue>> _entries = [];

    public int Count => _entries.Count;

    public YamlValue? this[string key]
    {
        get => _entries.FirstOrDefault(entry => entry.Key == key).Value;
        set
        {
            var at = _entries.FindIndex(entry => entry.Key == key);
            if (value is null)
            {
                _entries.RemoveAll(entry => entry.Key == key);
            }
            else if (at >= 0)
            {
                _entries[at] = new(key, value);
            }
            else
            {
                _entries.Add(new(key, value));
            }
        }
    }

    /// <summary>Entries whose order means nothing, sorted.</summary>
    public static YamlMap Sorted(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var map = new YamlMap();
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            map[key] = value;
        }

        return map;
    }

    public IEnumerator<KeyValuePair<string, YamlValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Items in order.</summary>
internal sealed class YamlList : YamlValue, IEnumerable<YamlValue>
{
    private readonly List<YamlValue> _items = [];

    public int Count => _items.Count;

    public static YamlList Of(params IEnumerable<YamlValue> items)
    {
        var list = new YamlList();
        list._items.AddRange(items);
        return list;
    }

    public static YamlList Of(IEnumerable<string> items) => Of(items.Select(item => (YamlValue)item));

    /// <summary>Null for an empty list, so that its entry is left out.</summary>
    public YamlList? OrNothing() => _items.Count == 0 ? null : this;

    public IEnumerator<YamlValue> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
