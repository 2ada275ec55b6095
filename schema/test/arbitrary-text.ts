import fc from 'fast-check';

/** Text made to collide with every syntax. */
const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'word', 'B', '7', ' ', '  ', 'ä', '漢字', '🙂', 'x y') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '#',
        '##',
        '# ',
        '- ',
        '-',
        '+ ',
        '* ',
        '*',
        '**',
        '_',
        '__',
        '~',
        '~~',
        '`',
        '``',
        '```',
        '>',
        '> ',
        '1. ',
        '2) ',
      ],
      ...[
        '[',
        ']',
        '[x]',
        '(',
        ')',
        '!',
        '![',
        '<',
        '</',
        '<b>',
        '<!--',
        '&',
        '&amp;',
        '&#35;',
        '|',
        '|--|',
        '---',
        '===',
        ':--',
      ],
      ...[
        '\\',
        '\\\\',
        'http://a.b/c_d',
        'www.a.b',
        'a@b.co',
        'snake_case',
        '"',
        "'",
        '.',
        ',',
        ':',
        '\u00a0',
        '\t',
        '    ',
        '^',
        '$',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) },
);

/** No control characters and no line ends: those are what Markdown cannot say. */
export const arbitraryText = fc
  .array(fragment, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => /^[\t\P{Cc}]*$/u.test(text) && !/\p{Cs}|\u0085/u.test(text));
