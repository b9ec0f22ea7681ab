using Lab.Contracts.Control;
using Lab.Control.Stresses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lab.Control.Api;

/// <summary>The routes of <see cref="ControlRoutes.Stress"/> and <see cref="ControlRoutes.MachineStress"/>.</summary>
internal static class StressEndpoints
{
    public static void MapStress(this RouteGroupBuilder group)
    {
        group.MapPut(ControlRoutes.Stress, PutStressAsync);
        group.MapDelete(ControlRoutes.Stress, DeleteStressAsync);
        group.MapPut(ControlRoutes.MachineStress, PutMachineStressAsync);
        group.MapDelete(ControlRoutes.MachineStress, DeleteMachineStressAsync);
    }

    internal static async Task<Ok<StressAnswer>> PutStressAsync(
        string id, StressWish wish, ILabTopology topology, StressBoard board, CancellationToken cancellationToken) =>
        TypedResults.Ok(await board.BeginAsync(topology.Replica(id).Id, wish, cancellationToken));

    internal static async Task<NoContent> DeleteStressAsync(string id, ILabTopology topology, StressBoard board)
    {
        await board.EndAsync(topology.Replica(id).Id);
        return TypedResults.NoContent();
    }

    internal static async Task<Ok<StressAnswer>> PutMachineStressAsync(StressWish wish, StressBoard board, CancellationToken cancellationToken) =>
        TypedResults.Ok(await board.BeginAsync(replica: null, wish, cancellationToken));

    internal static async Task<NoContent> DeleteMachineStressAsync(StressBoard board)
    {
        await board.EndAsync(replica: null);
        return TypedResults.NoContent();
    }
}
