import { describe, expect, it } from 'vitest';
import { withoutTags } from './draw-diagram.js';

describe('withoutTags', () => {
  it.each([
    ['A["<img src=x onerror=y()>"]', 'A["#lt;img src=x onerror=y()>"]'],
    ['A["<SCRIPT>x</SCRIPT>"]', 'A["#lt;SCRIPT>x#lt;/SCRIPT>"]'],
    ['A["<!-- x --> <?x>"]', 'A["#lt;!-- x --> #lt;?x>"]'],
    ['A["<b onclick=x()>y</b>"]', 'A["#lt;b onclick=x()>y</b>"]'],
    ['A["one<br>two<br/>three<BR />"]', 'A["one<br>two<br/>three<BR />"]'],
    ['A["<b>bold</b> <i>x</i>"]', 'A["<b>bold</b> <i>x</i>"]'],
    ['A <--> B', 'A <--> B'],
    ['Animal <|-- Duck', 'Animal <|-- Duck'],
    ['class Shape {\n  <<interface>>\n}', 'class Shape {\n  <<interface>>\n}'],
    ['A: x < y', 'A: x < y'],
  ])('makes of %s', (source, expected) => expect(withoutTags(source)).toBe(expected));
});
