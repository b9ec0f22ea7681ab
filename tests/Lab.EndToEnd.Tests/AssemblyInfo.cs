// Each test starts a whole system on the machine's few cores, and one looks whether others left anything behind.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
