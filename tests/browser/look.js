/**
 * What is wrong with the check as it is on the page now: a line for each thing that cannot be read or used.
 *
 * Measured here and not by axe, which takes a fifth of a second for each of some hundred looks;
 * test_states.py has axe look at every state in the clinic's own theme.
 */

() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  const style = (it, part) => getComputedStyle(it, part);
  const box = (it) => it.getBoundingClientRect();
  const expect = (holds, it, words) => holds || found.push(`${it.tagName}.${it.className}: ${words}`);
  const textOf = (it) => {
    const range = document.createRange();
    range.selectNode(it.firstChild);
    return range.getBoundingClientRect();
  };

  // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
  const rgba = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) =>
    0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const contrast = (...colours) => {
    const [dark, light] = colours.map((it) => luminance(rgba(it)) + 0.05).sort((a, b) => a - b);
    return light / dark;
  };
  const isSeeThrough = (it) => rgba(style(it).backgroundColor)[3] === 0;
  const ground = (it) => (isSeeThrough(it) ? ground(it.parentElement) : style(it).backgroundColor);
  const hasText = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const parts = all(".selfcheck, .selfcheck *:not(svg *, option)");
  for (const it of parts) {
    const { opacity, backgroundImage, textShadow } = style(it);
    expect(opacity === "1" && `${backgroundImage}${textShadow}` === "nonenone", it, "is veiled");
    expect(box(it).right <= innerWidth + 1 && box(it).left >= 0, it, "is beyond the screen");
    if (it.matches("a, p, li, dt, h2, h3, h4, label")) {
      expect(style(it, "::after").content === "none", it, "has something drawn behind it");
    }
    if (!hasText(it) || it.matches(":disabled, .selfcheck-hidden")) continue;
    const ratio = contrast(style(it).color, ground(it));
    expect(ratio >= 4.5, it, `contrast ${ratio.toFixed(2)}`);
    expect(parseFloat(style(it).fontSize) >= 12, it, `letters of ${style(it).fontSize}`);
  }

  for (const it of all(".selfcheck-button")) {
    const { width, height } = box(it);
    const text = textOf(it);
    expect(height >= 44, it, `${height} px high`);
    expect(width >= text.width + 16 && text.height < 30, it, `squeezed to ${width} px`);
  }
  for (const it of all(".selfcheck-input")) {
    expect(Math.min(box(it).width, box(it).height) >= 24, it, `${box(it).width} by ${box(it).height} px`);
  }

  const fills = (part, whole) => {
    for (const it of all(part)) {
      const [own, column] = [box(it).width, box(it.closest(whole)).width];
      expect(own >= 0.9 * column, it, `${own} of ${column} px`);
    }
  };
  fills(".selfcheck", ".selfcheck-place");
  fills(".selfcheck-card", ".selfcheck-app");
  fills(".selfcheck-question", ".selfcheck-form");
  for (const it of all(".selfcheck")) expect(box(it).width >= 260, it, `${box(it).width} px wide`);
  return found;
}
