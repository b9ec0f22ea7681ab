namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>
/// The few shapes that charts are made of. Across, places are shares of the width, so that a chart fills whatever width it is given and its text never
/// shrinks with it; down, they are pixels.
/// </summary>
internal static class Svg
{
    /// <param name="title">Read aloud in place of the picture, and shown when pointed at.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="kind">CSS class.</param>
    /// <param name="content">Shapes.</param>
    public static Html Image(string title, string description, int height, string kind, Html content) => Html.Of(
        $"""<svg class="{kind}" role="img" aria-label="{title}" width="100%" height="{height}"><title>{title}</title><desc>{description}</desc>{content}</svg>""");

    /// <summary>Says nothing by itself: labels of an axis whose chart says it all.</summary>
    public static Html Silent(int height, string kind, Html content) => Html.Of(
        $"""<svg class="{kind}" aria-hidden="true" width="100%" height="{height}">{content}</svg>""");

    public static Html Line(double x1, double y1, double x2, double y2, string kind) => Html.Of(
        $"""<line class="{kind}" x1="{Share(x1)}" y1="{y1:0.#}" x2="{Share(x2)}" y2="{y2:0.#}"/>""");

    public static Html Dot(double x, double y, double radius, string kind, string? title = null) => title is null
        ? Html.Of($"""<circle class="{kind}" cx="{Share(x)}" cy="{y:0.#}" r="{radius:0.#}"/>""")
        : Html.Of($"""<circle class="{kind}" cx="{Share(x)}" cy="{y:0.#}" r="{radius:0.#}"><title>{title}</title></circle>""");

    public static Html Rect(double x, double y, double width, double height, string kind, string? title = null) => title is null
        ? Html.Of($"""<rect class="{kind}" x="{Share(x)}" y="{y:0.#}" width="{Share(width)}" height="{height:0.#}"/>""")
        : Html.Of($"""<rect class="{kind}" x="{Share(x)}" y="{y:0.#}" width="{Share(width)}" height="{height:0.#}"><title>{title}</title></rect>""");

    /// <param name="x">Share of the width.</param>
    /// <param name="y">Of the base line.</param>
    /// <param name="text">Encoded here.</param>
    /// <param name="kind">CSS class; <c>start</c>, <c>middle</c> or <c>end</c> among its words says which end stands at x.</param>
    public static Html Text(double x, double y, string text, string kind) => Html.Of(
        $"""<text class="{kind}" x="{Share(x)}" y="{y:0.#}">{text}</text>""");

    /// <summary>Which end of a label keeps it inside.</summary>
    public static string Anchor(double x) => x switch
    {
        < 0.03 => "start",
        > 0.97 => "end",
        _ => "middle",
    };

    private static Html Share(double share) => Html.Of($"{100 * share:0.###}%");
}
