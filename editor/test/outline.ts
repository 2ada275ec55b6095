interface OutlinedMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

interface OutlinedNode {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly OutlinedMark[];
  readonly content?: readonly OutlinedNode[];
}

const silent: Readonly<Record<string, unknown>> = { colspan: 1, rowspan: 1, start: 1, checked: false };

/** A document as lines that a person can read and compare: a block each, marks as tags, attributes that are not usual. */
export function outline(nodes: readonly OutlinedNode[], indent = ''): string {
  return nodes.map((node) => block(node, indent)).join('');
}

function block({ type = '', attrs = {}, content = [] }: OutlinedNode, indent: string): string {
  const name = type === 'heading' ? `heading${String(attrs['level'])}` : type;
  const shown = Object.entries(attrs)
    .filter(
      ([key, value]) => value !== null && value !== '' && value !== false && key !== 'level' && silent[key] !== value,
    )
    .map(([key, value]) => ` ${key}=${String(value)}`);
  const isLine = content.length > 0 && content.every((child) => child.type === 'text' || isInline(child));
  const head = `${indent}${name}${shown.join('')}`;
  if (isLine) return `${head}: ${content.map(inline).join('')}\n`;
  return `${head}\n${outline(content, `${indent}  `)}`;
}

function isInline({ type }: OutlinedNode): boolean {
  return type === 'hardBreak' || type === 'inlineMath' || type === 'mention';
}

function inline({ type, text = '', attrs, marks = [] }: OutlinedNode): string {
  if (type === 'hardBreak') return '⏎';
  if (type !== 'text') return `{${type ?? ''} ${String(attrs?.['latex'] ?? attrs?.['label'] ?? '')}}`;
  return marks.reduceRight(
    (inner, mark) => {
      const value = mark.attrs?.['href'] ?? mark.attrs?.['color'];
      return `<${mark.type}${value === undefined ? '' : `=${String(value)}`}>${inner}</${mark.type}>`;
    },
    text.replaceAll('\n', '↵'),
  );
}
