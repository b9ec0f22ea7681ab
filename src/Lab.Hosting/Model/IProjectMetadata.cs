namespace Lab.Hosting;

/// <summary>Where a project and its built binary are; the build writes one class per referenced project into <c>Projects</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Full path of the built assembly; the program beside it is what is started.</summary>
    string BinaryPath { get; }
}
