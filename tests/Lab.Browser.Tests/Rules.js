// What axe-core would look for, as far as this page can break it: contrast of text (WCAG 2.2, 1.4.3), names of pictures, buttons and tables (1.1.1, 4.1.2),
// headers of tables (1.3.1), order of headings, ids that are there once. Gives back one line a problem.
() => {
  const problems = [];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const luminance = ({ r, g, b }) => [r, g, b]
    .map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const color = rgba(getComputedStyle(e).backgroundColor);
      if (color.a > 0) layers.push(color);
      if (color.a === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  // Shapes of the same picture that lie under a text are its ground too.
  const grounds = (element, box) => {
    const paper = ground(element.closest('svg').parentElement);
    const under = [...element.closest('.framed, svg').querySelectorAll('rect')]
      .filter(rect => { const r = rect.getBoundingClientRect(); return r.left < box.right && r.right > box.left && r.top < box.bottom && r.bottom > box.top; })
      .map(rect => over({ ...rgba(getComputedStyle(rect).fill), a: rgba(getComputedStyle(rect).fill).a * getComputedStyle(rect).opacity }, paper));
    return under.length ? under : [paper];
  };
  const shown = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest('.sr');
  const told = element => (element.getAttribute('class') || '').slice(0, 40);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || ['SCRIPT', 'STYLE', 'title', 'desc'].includes(element.tagName) || !shown(element)) continue;
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGElement;
    const ink = rgba(drawn ? style.fill : style.color);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    for (const paper of drawn ? grounds(element, element.getBoundingClientRect()) : [ground(element)]) {
      const ratio = contrast(over(ink, paper), paper);
      if (ratio < needed) problems.push(`contrast ${ratio.toFixed(2)} below ${needed}: "${node.data.trim().slice(0, 40)}" (${element.tagName} ${told(element)})`);
    }
  }
  for (const svg of document.querySelectorAll('svg:not(svg svg)')) {
    if (svg.getAttribute('aria-hidden') === 'true') continue;
    if (svg.getAttribute('role') !== 'img' || !svg.getAttribute('aria-label')?.trim()) problems.push(`a picture without a name (${told(svg)})`);
    if (!svg.querySelector(':scope > title')) problems.push(`a picture without a title (${told(svg)})`);
  }
  for (const control of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    if (!(control.getAttribute('aria-label') || control.textContent).trim()) problems.push(`a control without a name (${control.tagName} ${told(control)})`);
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute('href').slice(1))) problems.push(`a link to nowhere: ${link.getAttribute('href')}`);
  }
  for (const table of document.querySelectorAll('table')) {
    if (!table.querySelector('caption')?.textContent.trim()) problems.push('a table without a caption');
    for (const head of table.querySelectorAll('th')) {
      if (!head.scope) problems.push(`a header without a scope: ${head.textContent.trim()}`);
      if (!head.textContent.trim()) problems.push(`a header without words in "${table.caption?.textContent}"`);
    }
    for (const row of table.querySelectorAll('tbody tr')) {
      if (row.cells.length !== table.tHead.rows[0].cells.length) problems.push(`a row of ${row.cells.length} cells under ${table.tHead.rows[0].cells.length} headers`);
    }
  }
  for (const region of document.querySelectorAll('[role=region], section, nav')) {
    const by = region.getAttribute('aria-labelledby');
    if (!region.getAttribute('aria-label') && !(by && document.getElementById(by)?.textContent.trim())) problems.push('a region without a name');
  }
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = +heading.tagName[1];
    if (next > level + 1) problems.push(`a heading of level ${next} below one of level ${level}: ${heading.textContent}`);
    level = next;
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push(`an id twice: ${id}`);
  if (!document.documentElement.lang) problems.push('no language');
  if (!document.title.trim()) problems.push('no title');
  return [...new Set(problems)];
}
