const forbidden =
  'script, iframe, object, embed, form, audio, video, link, meta, base, animate, set, image, img, feImage';
const address = /url\(\s*(?!["']?#)[^)]*\)|@import/gi;

/**
 * Takes out of a drawing what could run, lead somewhere or load something. Mermaid's strict mode has done so already;
 * this does not depend on its list being complete.
 */
export function defuseSvg(svg: Element): void {
  for (const element of svg.querySelectorAll(forbidden)) element.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      const isLink = /(^|:)href$/i.test(name) && !value.startsWith('#');
      if (/^on/i.test(name) || isLink || /^(src|srcdoc|action|formaction)$/i.test(name)) element.removeAttribute(name);
      else if (pointsOut(value)) element.setAttribute(name, value.replace(address, 'none'));
    }
    if (element.localName === 'style' && pointsOut(element.textContent ?? '')) {
      element.textContent = (element.textContent ?? '').replace(address, 'none');
    }
  }
}

function pointsOut(css: string): boolean {
  return css.search(address) !== -1;
}
