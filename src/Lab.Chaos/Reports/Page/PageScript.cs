namespace Lab.Chaos.Reports.Page;

/// <summary>All that runs in the page: the switch between light and dark, for as long as the page is open.</summary>
internal static class PageScript
{
    public const string Text = """
        (() => {
          const root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
          document.getElementById('theme').addEventListener('click', () => {
            const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
            root.dataset.theme = now === 'dark' ? 'light' : 'dark';
          });
          addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => d.open = true));
        })();
        """;
}
