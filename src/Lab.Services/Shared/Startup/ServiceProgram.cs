using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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
        using var app = (IHost)create();
        if (SettingsProblems(app) is { Count: > 0 } problems)
        {
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            return WrongUsage;
        }

        app.Run();
        return 0;
    }

    // The host validates too, but logs what it finds with a stack trace, which is no help against a typing slip.
    private static IReadOnlyList<string> SettingsProblems(IHost app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (InvalidOperationException exception)
        {
            // A value that cannot be read as its type; the binder's message has value, place and type.
            return [exception.Message];
        }
    }
}
