using Lab.AppHost.Aspire.Links;
using Lab.Control.Runs;

namespace Lab.AppHost.Aspire;

/// <summary>Puts the choice of what starts by itself on Aspire's model, before it starts anything.</summary>
internal static class StartChoices
{
    public static void PutOn(DistributedApplicationModel model, RunPlace place)
    {
        var shown = model.Resources.Where(AspireModel.IsShown).ToList();
        if (StartChoice.Of(place.Start, shown.ToDictionary(resource => resource.Name, Needs)) is not { } chosen)
        {
            return;
        }

        foreach (var resource in shown)
        {
            var explicitly = resource.Annotations.OfType<ExplicitStartupAnnotation>().ToList();
            if (chosen.Contains(resource.Name))
            {
                explicitly.ForEach(annotation => resource.Annotations.Remove(annotation));
            }
            else if (explicitly.Count == 0)
            {
                resource.Annotations.Add(new ExplicitStartupAnnotation());
            }
        }
    }

    // A database is part of its server, which starts where it does.
    private static IReadOnlyList<string> Needs(IResource resource) =>
    [
        .. AspireModel.References(resource),
        .. resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name),
        .. resource is IResourceWithParent { Parent: var parent } ? [parent.Name] : (IEnumerable<string>)[],
        .. resource is LinkResource link ? [link.Target.Resource.Name] : (IEnumerable<string>)[],
    ];
}
