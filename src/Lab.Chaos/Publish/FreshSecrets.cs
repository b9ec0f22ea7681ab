using System.Security.Cryptography;
using System.Text;
using Lab.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lab.Chaos.Publish;

/// <summary>
/// The secrets that a published folder asks for, with passwords made up on the spot: <c>lab publish --secrets | kubectl create -f -</c>. They go
/// into the pipe and nowhere else; <c>create</c> refuses to replace those that servers were set up with.
/// </summary>
internal static class FreshSecrets
{
    // Letters and digits only, since they go into connection strings. 32 of 62 are 190 bits.
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 32;

    /// <summary>One document for each secret, in the order of their names.</summary>
    /// <exception cref="LabException">The folder holds nothing that asks for a secret.</exception>
    public static string Of(string folder)
    {
        var asked = new SortedDictionary<(string Namespace, string Name), SortedSet<string>>();
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories) : [])
        {
            Collect(File.ReadAllText(file), asked);
        }

        if (asked.Count == 0)
        {
            throw new LabException($"Nothing in {folder} asks for a secret. Publish first: lab publish -o {folder}.");
        }

        var text = new StringBuilder();
        foreach (var ((place, name), keys) in asked)
        {
            text.Append($"---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\n  namespace: {place}\nstringData:\n");
            foreach (var key in keys)
            {
                text.Append($"  {key}: \"{RandomNumberGenerator.GetString(Letters, Length)}\"\n");
            }
        }

        return text.ToString();
    }

    private static void Collect(string text, SortedDictionary<(string Namespace, string Name), SortedSet<string>> asked)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            return;   // somebody's own file; kubectl will say what is wrong with it
        }

        foreach (var document in stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>())
        {
            var place = document.Children.TryGetValue("metadata", out var metadata) ? Text(metadata, "namespace") ?? "default" : "default";
            foreach (var reference in document.AllNodes.OfType<YamlMappingNode>().Where(node => node.Children.ContainsKey("secretKeyRef")).Select(node => node["secretKeyRef"]))
            {
                if (Text(reference, "name") is { } name && Text(reference, "key") is { } key)
                {
                    var keys = asked.TryGetValue((place, name), out var known) ? known : asked[(place, name)] = new SortedSet<string>(StringComparer.Ordinal);
                    keys.Add(key);
                }
            }
        }
    }

    private static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;
}
