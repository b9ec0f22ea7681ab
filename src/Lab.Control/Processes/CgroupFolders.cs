namespace Lab.Control.Processes;

/// <summary>Removes control groups. They are folders full of files that nobody can remove; the system takes a folder once no process is inside.</summary>
internal static class CgroupFolders
{
    /// <param name="folders">Innermost first.</param>
    public static void Remove(IEnumerable<string> folders)
    {
        foreach (var folder in folders.Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A process is inside, or another user's host made it.
            }
        }
    }

    /// <summary>Removes the groups of hosts that are gone: <c>/sys/fs/cgroup/cpu/lab-4711/inventory-1</c> when there is no process 4711.</summary>
    /// <param name="root">Where the trees are mounted; in version 2 it is the tree.</param>
    /// <param name="prefix">How the name of a host's group begins; its process id follows.</param>
    public static void RemoveStrays(string root, string prefix)
    {
        string[] trees = Directory.Exists(root) ? [root, .. Directory.GetDirectories(root)] : [];
        foreach (var group in trees.SelectMany(tree => Directory.GetDirectories(tree, prefix + "*")))
        {
            if (int.TryParse(Path.GetFileName(group)[prefix.Length..], out var host) && !ProcFiles.IsAlive(host))
            {
                Remove([.. Directory.GetDirectories(group), group]);
            }
        }
    }
}
