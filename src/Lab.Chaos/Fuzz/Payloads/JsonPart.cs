namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>
/// A value on its way into a request, with what no JSON library would write: names given twice, lone surrogates, text that is no JSON. Words
/// in braces are filled in when it is sent, see <see cref="Blanks"/>.
/// </summary>
internal abstract record JsonPart;

/// <summary>A string. Lone surrogates and control characters are written as escapes.</summary>
internal sealed record JsonString(string Text) : JsonPart;

/// <summary>Written as it stands: numbers, true, null, and what is malformed on purpose.</summary>
internal sealed record JsonRaw(string Text) : JsonPart
{
    public static readonly JsonRaw Null = new("null");
}

/// <summary>A long string of one unit again and again: kept short in print, and halved when it is shrunk.</summary>
internal sealed record JsonLong(string Unit, int Count) : JsonPart;

/// <summary>Lists within lists, so many deep.</summary>
internal sealed record JsonNested(int Depth) : JsonPart;

internal sealed record JsonItems(params IReadOnlyList<JsonPart> Items) : JsonPart;

internal sealed record JsonFields(params IReadOnlyList<JsonField> Fields) : JsonPart;

internal sealed record JsonField(string Name, JsonPart Value);

/// <summary>Left out altogether, name and all.</summary>
internal sealed record JsonAbsent : JsonPart;

/// <summary>The same name with two values.</summary>
internal sealed record JsonTwice(JsonPart First, JsonPart Second) : JsonPart;
