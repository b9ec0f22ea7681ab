using System.Globalization;
using Lab.Chaos.Checks;

namespace Lab.Chaos.Reports.Page;

/// <summary>Pieces that several sections are made of.</summary>
internal static class Parts
{
    /// <summary>A section with the question that it answers as its heading.</summary>
    public static Html Section(string id, string question, Html content) => Html.Of(
        $"""
        <section id="{id}" aria-labelledby="{id}-h"><h2 id="{id}-h">{question}</h2>
        {content}
        </section>

        """);

    public static Html Verdict(Verdict verdict) => Html.Of($"""<span class="verdict {Kind(verdict)}">{verdict.ToString()}</span>""");

    /// <summary>CSS class of a verdict.</summary>
    public static string Kind(Verdict verdict) => verdict switch
    {
        Checks.Verdict.Holds => "holds",
        Checks.Verdict.Violated => "violated",
        Checks.Verdict.Unknown => "unknown",
        _ => throw new System.Diagnostics.UnreachableException($"{verdict} is no verdict."),
    };

    /// <summary>Sentences that a reader checks by hand.</summary>
    public static Html Sentences(IEnumerable<string> sentences) => Html.Of($"""<ul class="sentences">{sentences.Select(sentence => Html.Of($"<li>{sentence}</li>"))}</ul>""");

    public static Html Paragraphs(IEnumerable<(string What, string Sentence)> sentences) => Html.Join(
        sentences.Select(pair => Html.Of($"<p><b>{pair.What}</b>{pair.Sentence}</p>")));

    /// <summary>May be wider than a phone: then it is moved inside its box, and the page is not.</summary>
    /// <param name="name">Read aloud.</param>
    /// <param name="content">A table or a picture.</param>
    public static Html Wide(string name, Html content) => Html.Of($"""<div class="wide" role="region" aria-label="{name}" tabindex="0">{content}</div>""");

    /// <param name="caption">What it shows; with the unit where all numbers have the same.</param>
    /// <param name="heads">Of the columns; one that begins with &gt; stands right, as its numbers do.</param>
    /// <param name="rows">Cells; the first of each row names it.</param>
    public static Html Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<Html>> rows)
    {
        var right = heads.Select(head => head.StartsWith('>') ? "n" : "t").ToList();
        return Wide(caption, Html.Of(
            $"""
            <table><caption>{caption}</caption><thead><tr>{heads.Select((head, column) => Html.Of($"""<th scope="col" class="{right[column]}">{head.TrimStart('>')}</th>"""))}</tr></thead>
            <tbody>{rows.Select(row => Html.Of($"""<tr>{row.Select((cell, column) => column == 0 ? Html.Of($"""<th scope="row">{cell}</th>""") : Html.Of($"""<td class="{right[column]}">{cell}</td>"""))}</tr>"""))}</tbody></table>
            """));
    }

    /// <summary><c>17 of 30, 56.7 % (37.4 to 74.5 %)</c> in two lines: what was seen, and what follows from it.</summary>
    public static Html Stacked(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? Text(text) : Html.Of($"""<span class="stacked">{text[..at]} <small>{text[at..].TrimStart(',', ' ')}</small></span>""");
    }

    /// <summary>What the colours of a chart mean.</summary>
    public static Html Key(params IReadOnlyList<(string Kind, string Words)> colours) => Html.Of(
        $"""<p class="key">{colours.Select(colour => Html.Of($"""<span><i class="sw {colour.Kind}"></i>{colour.Words}</span> """))}</p>""");

    public static Html Text(string? text) => Html.Of($"{text}");

    public static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
