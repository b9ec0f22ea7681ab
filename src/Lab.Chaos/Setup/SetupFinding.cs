namespace Lab.Chaos.Setup;

/// <summary>One thing the lab needs, whether it is there, and how to get it.</summary>
/// <param name="Name">For example <c>Redis</c>.</param>
/// <param name="Found">What was found, with version and place; null when it is missing.</param>
/// <param name="Mend">What to do about it when it is missing; empty when nothing is.</param>
/// <param name="Package">Debian package that brings it; null when none does.</param>
/// <param name="Required">False for what the lab can do without.</param>
internal sealed record SetupFinding(string Name, string? Found, string Mend, string? Package, bool Required)
{
    public bool IsMissing => Found is null && Required;
}
