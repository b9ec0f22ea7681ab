using Lab.Contracts;
using Lab.Control.Publishing;

namespace Lab.Hosting.Tests.Publishing;

public sealed class PublishedFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-k3s-");

    [Fact]
    public void What_is_not_published_any_more_is_removed_and_what_people_put_there_stays()
    {
        PublishedFolder.Write(_folder.FullName, Files("old/one.yaml"));
        File.WriteAllText(In("mine.yaml"), "kind: Ingress\n");

        PublishedFolder.Write(_folder.FullName, Files("new/two.yaml"));

        Assert.Equal((false, true, true), (File.Exists(In("old/one.yaml")), File.Exists(In("new/two.yaml")), File.Exists(In("mine.yaml"))));
    }

    [Fact]
    public void A_file_of_somebody_else_is_never_written_over()
    {
        File.WriteAllText(In("README.md"), "# Mine\n");

        var problem = Assert.Throws<LabException>(() => PublishedFolder.Write(_folder.FullName, Files("README.md", "a.yaml")));

        Assert.Equal($"{In("README.md")} was not written by this command. Move it away, or give another folder: --output-path.", problem.Message);
        Assert.Equal("# Mine\n", File.ReadAllText(In("README.md")));
        Assert.False(File.Exists(In("a.yaml")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string file) => Path.Combine(_folder.FullName, file);

    private static Dictionary<string, string> Files(params string[] names) => names.ToDictionary(name => name, _ => $"{ManifestFile.Heading}\nkind: Any\n");
}
