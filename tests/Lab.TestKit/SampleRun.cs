using Lab.Chaos;
using Lab.Chaos.Journals;

namespace Lab.TestKit;

/// <summary>Recorded runs that are kept with the tests, shortened: what later labs must still be able to show.</summary>
internal static class SampleRun
{
    /// <summary>A hunt on ticketing with all six phases.</summary>
    public static RunFolder Hunt { get; } = new("20261121-192947-ticketing-19b5", Path.Combine(LabPaths.Find().Repository, "tests", "Lab.TestKit", "Samples", "hunt"));
}
