using BenchmarkDotNet.Running;
using Lab.Bench.Swarm;

BenchmarkSwitcher.FromTypes([typeof(CrowdBench), typeof(VolleyBench), typeof(PredictionBench)]).Run(args);
