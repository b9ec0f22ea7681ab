namespace Lab.AppHost.Aspire;

/// <summary>Ends the AppHost over what the user can mend, as the embedded engine does: the problems, no stack trace, exit code 64.</summary>
internal static class LabProblems
{
    private const int UsageError = 64;

    public static void End(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        Environment.Exit(UsageError);
    }
}
