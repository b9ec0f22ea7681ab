namespace Lab.Chaos.Debugging.Separation;

/// <summary>A step that operations of one kind take, by what its span says of it: <c>update: SET product</c>.</summary>
/// <param name="Kind"><c>request</c>, or a name of the mix.</param>
/// <param name="Text">What is done, without the keys of the volley: <c>SET product</c>, <c>SELECT events FOR UPDATE</c>, <c>POST /payments</c>.</param>
/// <param name="Nth">From 1: an operation that does the same again takes another step.</param>
internal sealed record StepName(string Kind, string Text, int Nth)
{
    /// <summary>Without the kind.</summary>
    public string What => Nth == 1 ? Text : $"{Text}, time {Nth},";

    public override string ToString() => $"{Kind}: {What}";
}
