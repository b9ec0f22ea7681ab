using System.Xml;
using System.Xml.Linq;

namespace Lab.Chaos.Setup;

/// <summary>
/// <c>.lab/engine.props</c>, which eng/Engine.props imports:
/// <code>&lt;PropertyGroup Label="why"&gt;&lt;LabEngine&gt;aspire&lt;/LabEngine&gt;&lt;/PropertyGroup&gt;</code>
/// </summary>
internal static class EngineFile
{
    private const string Property = "LabEngine";

    /// <summary>The choice that stands; null when there is none, or none that can be read.</summary>
    public static EngineChoice? Read(string repository)
    {
        try
        {
            var engine = XDocument.Load(PathIn(repository)).Descendants(Property).FirstOrDefault();
            return engine is null ? null : new EngineChoice(engine.Value, engine.Parent?.Attribute("Label")?.Value ?? "");
        }
        catch (Exception e) when (e is IOException or XmlException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole: a build that runs meanwhile reads the old choice or the new one.</summary>
    public static void Write(string repository, EngineChoice choice)
    {
        var path = PathIn(repository);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".draft";
        new XElement("Project", new XElement("PropertyGroup", new XAttribute("Label", choice.Reason), new XElement(Property, choice.Engine)))
            .Save(draft);
        File.Move(draft, path, overwrite: true);
    }

    private static string PathIn(string repository) => Path.Combine(repository, ".lab", "engine.props");
}
