namespace Lab.Fuzz.TestApp;

/// <summary>Ends the process at once after so many requests: a target that dies in the middle.</summary>
internal static class EndAfter
{
    public static void UseEndAfter(this WebApplication app, int requests)
    {
        var left = requests;
        app.Use(async (context, next) =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                Environment.Exit(3);
            }

            await next(context);
        });
    }
}
