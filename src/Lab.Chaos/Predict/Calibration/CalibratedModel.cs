using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>Puts measured numbers in the place of given and assumed ones.</summary>
internal static class CalibratedModel
{
    extension(SystemModel model)
    {
        /// <summary>The same system with those numbers; services that were not measured keep theirs.</summary>
        public SystemModel With(CalibratedNumbers numbers)
        {
            var measured = numbers.Services.ToDictionary(service => service.Name, StringComparer.Ordinal);
            return model with
            {
                Services = [.. model.Services.Select(service => measured.TryGetValue(service.Name, out var found) ? Apply(service, found) : service)],
                EntryCpu = numbers.Entry?.Value ?? model.EntryCpu,
                Swarm = model.Swarm with { Cores = model.Swarm.Cores ?? numbers.Cores },
            };
        }
    }

    private static ServiceModel Apply(ServiceModel service, CalibratedService found) => service with
    {
        Latency = found.Latency is { } latency ? new(latency.Value, Origin.Measured) : service.Latency,
        Cpu = found.Cpu is { } cpu ? new(cpu.Value, Origin.Measured) : service.Cpu,
    };
}
