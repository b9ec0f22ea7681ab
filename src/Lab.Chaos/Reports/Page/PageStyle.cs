namespace Lab.Chaos.Reports.Page;

/// <summary>How the page looks: system fonts, numbers of equal width, one accent a verdict, the same in light, dark and print.</summary>
internal static class PageStyle
{
    public const string Text = """
        :root {
          color-scheme: light dark;
          --paper: light-dark(#ffffff, #14171b); --raised: light-dark(#f6f7f8, #1c2026); --ink: light-dark(#1b1f24, #e7eaee);
          --soft: light-dark(#57606a, #a3acb7); --line: light-dark(#dfe3e8, #30363e); --grid: light-dark(#e9ecef, #282e35);
          --holds: light-dark(#146c3f, #63c995); --violated: light-dark(#b42318, #ff8a80); --unknown: light-dark(#835600, #e3b341);
          --told: light-dark(#1f5fa8, #86b6f2); --plain: light-dark(#4a7fb5, #7fb0e6); --second: light-dark(#7a4fb0, #c4a3f5);
          --fault: light-dark(#f8e6c8, #43361b); --strike: light-dark(#a86a00, #e3b341);
        }
        :root[data-theme="light"] { color-scheme: light; }
        :root[data-theme="dark"] { color-scheme: dark; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 1120px; margin: 0 auto; padding: 28px clamp(16px, 4vw, 40px) 56px; }
        .top { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; }
        .what { margin: 0; color: var(--soft); }
        .what b { color: var(--ink); font-weight: 600; }
        #theme { font: inherit; font-size: 13px; color: var(--soft); background: none; border: 1px solid var(--line); border-radius: 999px; padding: 3px 12px; cursor: pointer; white-space: nowrap; }
        #theme:hover { color: var(--ink); border-color: var(--soft); }
        :focus-visible { outline: 2px solid var(--told); outline-offset: 2px; }
        h1 { margin: 14px 0 6px; font-size: clamp(24px, 4.2vw, 36px); line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; text-wrap: balance; overflow-wrap: anywhere; }
        h1 .verdict { font-size: 0.5em; vertical-align: 0.28em; margin-right: 6px; padding: 3px 12px; }
        h2 { margin: 0 0 10px; font-size: 19px; font-weight: 650; letter-spacing: -0.01em; }
        h3 { margin: 18px 0 6px; font-size: 15px; font-weight: 600; }
        p { margin: 6px 0; overflow-wrap: anywhere; }
        .meta, .soft, .axis-name, small { color: var(--soft); font-size: 13px; }
        section { margin-top: 40px; border-top: 1px solid var(--line); padding-top: 18px; }
        .prose { margin-top: 12px; max-width: 90ch; }
        .sentences { margin: 8px 0; padding-left: 18px; max-width: 90ch; }
        .sentences li { margin: 4px 0; overflow-wrap: anywhere; }
        .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

        .verdict { display: inline-block; padding: 0 9px; border-radius: 999px; font-size: 13px; font-weight: 600; letter-spacing: 0; white-space: nowrap; border: 1px solid currentColor; }
        .verdict.holds { color: var(--holds); } .verdict.violated { color: var(--violated); } .verdict.unknown { color: var(--unknown); }

        .strip { list-style: none; margin: 22px 0 0; padding: 0; display: grid; grid-template-columns: repeat(6, 1fr); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
        .strip li { border-left: 1px solid var(--line); border-top: 3px solid var(--line); }
        .strip li:first-child { border-left: 0; }
        .strip a, .strip li.left-out { padding: 8px 12px 12px; }
        .strip a { display: block; height: 100%; color: inherit; text-decoration: none; }
        .strip a:hover { background: var(--raised); }
        .strip b { display: block; font-weight: 650; }
        .strip .q { display: block; color: var(--soft); font-size: 12px; line-height: 1.35; }
        .strip .a { display: block; margin-top: 6px; font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; }
        .strip .holds { border-top-color: var(--holds); } .strip .violated { border-top-color: var(--violated); }
        .strip .unknown { border-top-color: var(--unknown); } .strip .told { border-top-color: var(--told); }
        .strip .left-out .a { color: var(--soft); }

        table { border-collapse: collapse; width: 100%; font-size: 14px; }
        caption { text-align: left; color: var(--soft); font-size: 13px; padding: 0 0 6px; }
        th, td { text-align: left; padding: 5px 10px 5px 0; vertical-align: middle; border-bottom: 1px solid var(--grid); }
        thead th { color: var(--soft); font-size: 12px; font-weight: 500; vertical-align: bottom; border-bottom-color: var(--line); }
        tbody th { font-weight: 400; overflow-wrap: anywhere; }
        tbody th b { font-weight: 600; }
        .n { text-align: right; white-space: nowrap; }
        td:last-child, th:last-child { padding-right: 0; }
        td small { display: block; white-space: nowrap; line-height: 1.3; }
        .rows td { line-height: 1.35; } .rows td.chart { padding-top: 0; padding-bottom: 0; }
        .rows .chart { width: 32%; min-width: 180px; padding-right: 22px; }
        .rows tbody th span { display: block; white-space: nowrap; color: var(--soft); font-size: 13px; line-height: 1.3; }
        .rows tbody th { line-height: 1.35; }
        .rows.spreads .chart { width: 58%; }
        .wide { overflow-x: auto; }
        .wide table { min-width: 560px; }
        .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 32px; align-items: start; }
        .pair h3 { margin-top: 0; }

        svg { display: block; max-width: 100%; overflow: visible; }
        svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; fill: var(--soft); }
        .axis text { font-size: 11px; }
        .start { text-anchor: start; } .middle { text-anchor: middle; } .end { text-anchor: end; }
        .grid { stroke: var(--grid); stroke-width: 1; }
        .framed { display: grid; grid-template-columns: 58px minmax(0, 1fr); column-gap: 8px; }
        .axis-name { margin: 2px 0 0 66px; }
        .reach { stroke-width: 2; } .dot { stroke: none; } .open { fill: var(--paper); stroke-width: 2; }
        .reach.holds, .open.holds { stroke: var(--holds); } .dot.holds { fill: var(--holds); }
        .reach.violated, .open.violated { stroke: var(--violated); } .dot.violated { fill: var(--violated); }
        .reach.unknown, .open.unknown { stroke: var(--unknown); } .dot.unknown { fill: var(--unknown); }
        .reach.measured, .open.measured { stroke: var(--told); } .dot.measured { fill: var(--told); }
        .reach.predicted, .open.predicted { stroke: var(--second); } .dot.predicted { fill: var(--second); }
        .reach.chosen { stroke: var(--violated); } .dot.chosen { fill: var(--violated); }
        .joined { stroke: var(--told); stroke-width: 1.5; opacity: 0.45; }
        .faded { opacity: 0.4; } .median { stroke-width: 2.5; }
        .sent { fill: var(--soft); stroke: var(--soft); } .received { fill: var(--told); stroke: var(--told); } .first-read { fill: var(--second); stroke: var(--second); }
        .faded.sent, .faded.received, .faded.first-read { stroke: none; }
        .whisker { stroke-width: 1.4; opacity: 0.6; } .whisker.plain { stroke: var(--plain); } .whisker.violated { stroke: var(--violated); } .dot.plain { fill: var(--plain); }
        .rate.ok { fill: var(--holds); } .rate.fail { fill: var(--soft); opacity: 0.5; } .rate.info { fill: var(--unknown); }
        .fault { fill: var(--fault); } .strike { stroke: var(--strike); stroke-width: 1.5; stroke-dasharray: 3 3; }
        .band.odd { fill: var(--told); } .band.even { fill: var(--second); }
        .key { color: var(--soft); font-size: 13px; margin: 6px 0 10px; display: flex; flex-wrap: wrap; gap: 2px 18px; }
        .sw { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 6px; vertical-align: -1px; }
        .sw.plain { background: var(--plain); } .sw.violated { background: var(--violated); } .sw.fault { background: var(--fault); border: 1px solid var(--strike); }
        .sw.ok { background: var(--holds); } .sw.fail { background: var(--soft); opacity: 0.6; } .sw.info { background: var(--unknown); }
        .sw.sent { background: var(--soft); } .sw.received, .sw.measured { background: var(--told); } .sw.first-read, .sw.predicted { background: var(--second); }
        .bands { margin: 4px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 22px; list-style-position: inside; font-size: 13px; color: var(--soft); }

        .sequence { min-width: 640px; } .sequence .lane { stroke: var(--line); stroke-width: 1.5; } .sequence .lane-name { fill: var(--ink); font-size: 13px; font-weight: 600; }
        .op0 { --op: var(--told); } .op1 { --op: var(--second); } .op2 { --op: var(--holds); } .op3 { --op: var(--unknown); }
        .sequence .way, .sequence .answer { stroke: var(--op); stroke-width: 1.5; } .sequence .answer { stroke-dasharray: 4 4; opacity: 0.7; } .sequence .read .way, .sequence .write .way { stroke-width: 2; }
        .sequence .ring { fill: var(--paper); stroke: var(--op); stroke-width: 2.5; } .sequence .square, .sequence .head { fill: var(--op); } .tip { overflow: visible; }
        .sequence .what { fill: var(--op); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; } .sequence .read .what, .sequence .write .what { font-weight: 600; }
        .danger { fill: var(--fault); } .sequence .danger-words { fill: var(--violated); font-weight: 650; font-size: 13px; paint-order: stroke; stroke: var(--fault); stroke-width: 6px; }
        .sw[class*="op"] { background: var(--op); }

        .heatmap { min-width: 640px; height: auto; }
        .heatmap .ink { fill: var(--ink); } .heatmap .faint { fill: var(--soft); } .heatmap .node { fill: var(--raised); stroke: var(--soft); } .heatmap .label { fill: var(--paper); }
        .heatmap .edge { fill: none; } .heat0 { stroke: var(--line); } .heat1 { stroke: light-dark(#c79a1e, #d4a72c); } .heat2 { stroke: light-dark(#d4691a, #f0883e); } .heat3 { stroke: var(--violated); }
        details { margin-top: 8px; } summary { cursor: pointer; color: var(--soft); font-size: 13px; }
        .commands { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 20px; } .commands dt { color: var(--soft); } .commands dd { margin: 0; }
        code { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 2px 8px; overflow-wrap: anywhere; display: inline-block; }

        @media (max-width: 900px) {
          .strip { grid-template-columns: repeat(3, 1fr); } .strip li:nth-child(4) { border-left: 0; }
          .pair { grid-template-columns: minmax(0, 1fr); gap: 8px; }
        }
        @media (max-width: 720px) {
          .strip { grid-template-columns: repeat(2, 1fr); } .strip li:nth-child(odd) { border-left: 0; } .strip li:nth-child(4) { border-left: 1px solid var(--line); }
          .rows, .rows tbody { display: block; }
          .rows caption { display: block; }
          .rows thead { display: none; }
          .rows tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 10px 0; border-bottom: 1px solid var(--grid); }
          .rows th, .rows td { border: 0; padding: 0; text-align: left; white-space: normal; }
          .rows td small { display: inline; } .rows tbody th span { display: inline; }
          .rows .chart, .rows.spreads .chart { grid-column: 1 / -1; width: auto; min-width: 0; padding: 4px 0; }
          .stacked { text-align: right; }
          .rows td[data-label] { grid-column: 1 / -1; display: flex; justify-content: space-between; gap: 16px; }
          .rows td[data-label]::before { content: attr(data-label); color: var(--soft); }
          .minor { display: none; }
          .framed { grid-template-columns: 50px minmax(0, 1fr); column-gap: 6px; } .axis-name { margin-left: 56px; }
          .commands { grid-template-columns: minmax(0, 1fr); gap: 2px; } .commands dd { margin-bottom: 8px; }
        }
        @media print {
          :root, :root[data-theme] { color-scheme: light; }
          #theme { display: none; }
          body { font-size: 11px; } table { font-size: 10px; } main { max-width: none; padding: 0; }
          section { break-inside: avoid; margin-top: 18px; padding-top: 10px; } tr, figure, .framed { break-inside: avoid; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .wide { overflow: visible; }
        }
        """;
}
