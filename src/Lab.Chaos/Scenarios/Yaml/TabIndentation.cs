namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>Finds the tab that the parser stumbled over: it only says in which block, and tabs cannot be seen.</summary>
internal static class TabIndentation
{
    /// <summary>The first tab in the indentation of a line at or below a place; null when there is none.</summary>
    public static Place? Find(string text, Place from)
    {
        string[] lines = text.Split('\n');
        for (int line = from.Line; line <= lines.Length; line++)
        {
            string content = lines[line - 1];
            int tab = content.AsSpan(0, content.Length - content.AsSpan().TrimStart().Length).IndexOf('\t');
            if (tab >= 0 && content.AsSpan(tab).ContainsAnyExcept('\t', ' ', '\r'))
            {
                return new Place(from.File, line, tab + 1);
            }
        }

        return null;
    }
}
