using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lab.Services.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Services.Api;

/// <summary>How both services read requests and answer what they cannot read.</summary>
public static class ApiDefaults
{
    // Far above any valid body, far below what would cost memory.
    private const long MaxBodyBytes = 64 * 1024;

    /// <summary>Strict JSON from compiled metadata, and problem documents in place of empty or HTML replies.</summary>
    public static void AddApiDefaults(this WebApplicationBuilder builder, IJsonTypeInfoResolver types)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // "3" for 3, or a name given twice, is a caller's slip that must not be bought on a guess.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, types);
        });
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();

        // The default depends on the environment's name; the reply to a malformed request must not.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
    }

    /// <summary>Problem documents for exceptions, unknown paths and wrong methods.</summary>
    public static void UseApiDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseKnownCharsets();
    }
}
