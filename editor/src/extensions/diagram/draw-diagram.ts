import type { Mermaid, MermaidConfig } from 'mermaid';
import { withTimeout } from '../../client/with-timeout.js';
import { createElement } from '../blocks/create-element.js';
import { defuseSvg } from './defuse-svg.js';
import { wordsFor } from './diagram-words.js';

const maxLength = 20_000;
const maxEdges = 300;
const timeoutMs = 15_000;

/** A diagram that cannot be drawn. The message is for its writer. */
export class DiagramError extends Error {
  readonly code = 'DIAGRAM_NOT_DRAWN';
}

/**
 * Draws a diagram in the colours of the page.
 *
 * @param home an element of the page: text is measured there, out of sight
 * @throws DiagramError
 */
export async function drawDiagram(source: string, home: HTMLElement): Promise<{ svg: SVGElement; title: string }> {
  if (source.length > maxLength) {
    const limit = maxLength.toLocaleString('en');
    throw new DiagramError(`This diagram is too long to be drawn: more than ${limit} characters. Its source is kept.`);
  }
  const mermaid = await load();
  const room = createElement('div', { class: 'mh-diagram-room', attributes: { 'aria-hidden': 'true' } });
  home.append(room);
  try {
    mermaid.initialize(configFor(room));
    count += 1;
    const { svg } = await withTimeout(
      mermaid.render(`mh-diagram-${count}`, withoutTags(source), room),
      timeoutMs,
      tooLong,
    );
    return readSvg(svg);
  } catch (error) {
    throw error instanceof DiagramError ? error : new DiagramError(wordsFor(error), { cause: error });
  } finally {
    room.remove();
  }
}

let count = 0;

async function load(): Promise<Mermaid> {
  try {
    return (await import('mermaid')).default;
  } catch (error) {
    const words = 'Diagrams cannot be drawn while the network is away. The source is kept.';
    throw new DiagramError(words, { cause: error });
  }
}

/**
 * Mermaid measures labels as HTML in the page itself before it cleans them. Whatever would be an element there becomes the
 * text it looks like, by Mermaid's own way of writing signs; line breaks and simple marks stay, and so do arrows and
 * `<<kinds>>` of classes.
 */
export function withoutTags(source: string): string {
  return source.replace(/(?<!<)<(?=[a-z/!?])(?!\/?(?:br|b|i|u|em|strong|sub|sup)\s*\/?>)/gi, '#lt;');
}

/** What is described may be anybody's: nothing in it can loosen these, and no HTML of it is shown. */
function configFor(probe: HTMLElement): MermaidConfig {
  const color = (token: string) => hexOf(probe, token);
  const [page, surface, text, line, muted] = ['page', 'surface', 'text', 'control-line', 'muted'].map(color) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const accentTint = color('accent-tint');
  const fontFamily = getComputedStyle(probe).fontFamily;
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    suppressErrorRendering: true,
    maxTextSize: maxLength,
    maxEdges,
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'suppressErrorRendering',
      'htmlLabels',
      'themeCSS',
      'dompurifyConfig',
      'fontFamily',
      'altFontFamily',
    ],
    theme: 'base',
    fontFamily,
    themeVariables: {
      darkMode: isDark(page),
      fontFamily,
      fontSize: '14px',
      background: page,
      primaryColor: accentTint,
      primaryTextColor: text,
      primaryBorderColor: line,
      secondaryColor: surface,
      secondaryTextColor: text,
      secondaryBorderColor: line,
      tertiaryColor: surface,
      tertiaryTextColor: text,
      tertiaryBorderColor: line,
      lineColor: muted,
      textColor: text,
      mainBkg: accentTint,
      nodeBorder: line,
      clusterBkg: surface,
      clusterBorder: line,
      edgeLabelBackground: page,
      titleColor: text,
      noteBkgColor: color('warning-tint'),
      noteTextColor: text,
      noteBorderColor: line,
      actorBkg: surface,
      actorTextColor: text,
      labelBoxBkgColor: surface,
      signalColor: text,
      signalTextColor: text,
    },
  };
}

function readSvg(markup: string): { svg: SVGElement; title: string } {
  const svg = new DOMParser().parseFromString(markup, 'text/html').querySelector('svg');
  if (svg === null) throw new DiagramError('This diagram could not be drawn.');
  defuseSvg(svg);
  return { svg: document.importNode(svg, true), title: svg.querySelector(':scope > title')?.textContent ?? '' };
}

function tooLong(): DiagramError {
  return new DiagramError('This diagram took too long to draw. Its source is kept; try a smaller one.');
}

/** Mermaid calculates with colours and knows hexadecimal ones; ours are written in OKLCH. */
function hexOf(probe: HTMLElement, token: string): string {
  probe.style.setProperty('color', `var(--mh-${token})`);
  const canvas = createElement('canvas', { attributes: { width: '1', height: '1' } });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return '#808080';
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function isDark(hex: string): boolean {
  return Number.parseInt(hex.slice(3, 5), 16) < 128;
}

/** Calls when the page changes between light and dark, until the returned function is called. */
export function watchTheme(onChange: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(onChange);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', onChange);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', onChange);
  };
}
