using Lab.Fuzz.TestApp;

// A small web service with one planted fault in each operation; the fuzzer must find them all. What it needs comes in by the environment.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddSingleton<Bookings>();
builder.Logging.ClearProviders();
var app = builder.Build();
if (app.Configuration.GetValue<int?>("DiesAfter") is { } requests)
{
    app.UseEndAfter(requests);
}

app.UseKnownCharsets();
app.MapOpenApi();
app.MapCustomers();
app.MapReports();
app.MapBookings();
app.MapParcels();
app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"Listening at {app.Urls.Single()}"));
await app.RunAsync();
