using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>Builds the node tree of one file from the parser's events.</summary>
internal sealed class YamlComposer
{
    /// <summary>Deeper than any sensible file, and shallow enough for the stack.</summary>
    private const int MaxDepth = 64;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly Problems _problems;
    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];

    private YamlComposer(TextReader text, string file, Problems problems)
    {
        _parser = new Parser(text);
        _file = file;
        _problems = problems;
    }

    /// <summary>The root of the only document, or null after a problem that leaves nothing to read.</summary>
    public static YamlNode? Compose(string text, string file, Problems problems) =>
        Parse(text, file, problems, composer => composer.Document());

    /// <summary>The roots of all documents (<c>---</c> stands between two); empty after a problem that leaves nothing to read.</summary>
    public static IReadOnlyList<YamlNode> ComposeAll(string text, string file, Problems problems) =>
        Parse(text, file, problems, composer => composer.AllDocuments()) ?? [];

    private static T? Parse<T>(string text, string file, Problems problems, Func<YamlComposer, T?> read)
        where T : class
    {
        using StringReader reader = new(text);
        YamlComposer composer = new(reader, file, problems);
        try
        {
            return read(composer);
        }
        catch (YamlException problem)
        {
            // The library's start is often that of the surrounding block, its end where it gave up: that is where to look.
            string reason = problem.Message.Replace("  ", " ").TrimEnd('.');
            Place? tab = reason.Contains("tab") ? TabIndentation.Find(text, composer.At(problem.Start)) : null;
            problems.Add(tab ?? composer.At(problem.End), $"Not valid YAML: {reason}. {Hint(problem)}".TrimEnd());
            return null;
        }
    }

    private static string Hint(YamlException problem) => problem is SyntaxErrorException or SemanticErrorException
        ? "Check indentation (spaces, no tabs), colons, brackets and quotes there."
        : "";

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _problems.Add(new Place(_file, 1, 1), "The file is empty. Start from scenarios/ticketing, which is commented.");
            return null;
        }

        _parser.Consume<DocumentStart>();
        YamlNode root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<StreamEnd>(out _))
        {
            _problems.Add(At(_parser.Current!.Start), "A second document begins here. Keep one document a file.");
        }

        return root;
    }

    private List<YamlNode> AllDocuments()
    {
        List<YamlNode> roots = [];
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            // An anchor is known in its own document only.
            _anchors.Clear();
            _parser.Consume<DocumentStart>();
            roots.Add(Node(0));
            _parser.Consume<DocumentEnd>();
        }

        return roots;
    }

    private YamlNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return Resolve(alias);
        }

        NodeEvent start = _parser.Consume<NodeEvent>();
        Place place = At(start.Start);
        if (depth > MaxDepth)
        {
            throw new YamlException(start.Start, start.Start, $"Nested deeper than {MaxDepth} levels");
        }

        YamlNode node = start switch
        {
            Scalar scalar => new YamlScalar(place, scalar.Value, Quoted: scalar.Style != ScalarStyle.Plain),
            SequenceStart => new YamlList(place, Items(depth + 1)),
            MappingStart => new YamlMap(place, YamlMerge.Resolve(Entries(depth + 1), _problems)),
            _ => throw new UnreachableException($"{start} because a node is a scalar, a list or a mapping."),
        };

        // Only now, so that an alias inside its own anchor stays unknown and no node contains itself.
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = node;
        }

        return node;
    }

    private List<YamlNode> Items(int depth)
    {
        List<YamlNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth));
        }

        return items;
    }

    private List<YamlEntry> Entries(int depth)
    {
        List<YamlEntry> entries = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlNode key = Node(depth);
            YamlNode value = Node(depth);
            if (key is YamlScalar name)
            {
                entries.Add(new YamlEntry(name, value));
            }
            else
            {
                _problems.Add(key.Place, "A key must be text; quote it if it begins with { or [.");
            }
        }

        return entries;
    }

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value, out YamlNode? node))
        {
            return node;
        }

        string known = Suggest.Among(alias.Value.Value, _anchors.Keys.Select(anchor => anchor.Value));
        throw new YamlException(alias.Start, alias.Start,
            $"Alias '*{alias.Value}' has no anchor '&{alias.Value}' above it. {known}");
    }

    private Place At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
