using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lab.Services.Startup;

/// <summary>The edge of a service's process.</summary>
public static class ServiceProgram
{
    // EX_USAGE of sysexits.h, as everywhere in the lab.
    private const int WrongUsage = 64;

    /// <summary>Runs until told to end. Wrong settings are told in plain lines, without a stack trace.</summary>
    /// <returns>0, or 64 for settings that do not fit.</returns>
    public static int Run(Func<WebApplication> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        try
        {
            using var app = (IHost)create();
            app.Run();
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            foreach (var problem in exception.Failures)
            {
                Console.Error.WriteLine(problem);
            }

            return WrongUsage;
        }
    }
}
