using System.Diagnostics;
using System.Globalization;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Questions;

/// <summary>What one event is, in words.</summary>
internal static class Deed
{
    /// <summary>For example <c>read stock=1</c>, <c>took 1 of stock, leaving 0</c>.</summary>
    public static string Of(StepBook book, StepEvent happened)
    {
        var step = book.Of(happened);
        var noun = step?.Noun ?? "";
        return happened.Kind switch
        {
            StepEventKind.Began => $"{(happened.Service < 0 ? "sent" : "got")} request {happened.Request}",
            StepEventKind.Read => $"read {noun}={happened.Value}",
            StepEventKind.Missed => $"found no {noun}",
            StepEventKind.Checked => $"checked {noun} {step?.Step.Holds ?? new Guard(Relation.AtLeast, 1)}",
            StepEventKind.Called => $"called {step?.Step.Resource}",
            StepEventKind.Wrote when step?.Step.New == true => $"added a row to {noun} ({happened.Value} now)",
            StepEventKind.Wrote => $"wrote {noun}={happened.Value}",
            StepEventKind.Took when step?.Step.Add is > 0 => $"added {step.Step.Add} to {noun}, making {happened.Value}",
            StepEventKind.Took => $"took {-(step?.Step.Add ?? -1)} of {noun}, leaving {happened.Value}",
            StepEventKind.Locked => $"locked {noun}",
            StepEventKind.Unlocked => $"unlocked {noun}",
            StepEventKind.LeaseRanOut => $"lost its lease of {noun}",
            StepEventKind.Committed => "committed",
            StepEventKind.Invalidated => $"invalidated {noun}",
            StepEventKind.StartedOver => "started over",
            StepEventKind.Refused => "was refused",
            StepEventKind.Replied => "replied",
            StepEventKind.TimedOut => "stopped waiting",
            StepEventKind.SentAgain => $"{(happened.Service < 0 ? "sent" : "got")} it again",
            StepEventKind.Died => "died with its replica",
            StepEventKind.ReplicaKilled => "was killed",
            StepEventKind.ReplicaBack => "was back",
            StepEventKind.ReplicaPaused => "stood still",
            StepEventKind.ReplicaResumed => "went on",
            StepEventKind.ServiceSlow => "became slow",
            StepEventKind.ServiceNormal => "was as fast as before",
            _ => throw new UnreachableException($"{happened.Kind} is no kind of event."),
        };
    }

    /// <summary>Milliseconds to a tenth below ten seconds, else seconds.</summary>
    public static string Time(long nanoseconds) => nanoseconds < 10_000_000_000
        ? (nanoseconds / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " ms"
        : (nanoseconds / 1e9).ToString("0.000", CultureInfo.InvariantCulture) + " s";
}
