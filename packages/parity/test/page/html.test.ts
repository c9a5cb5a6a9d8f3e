import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { expect, it } from 'vitest';
import { html } from '../../src/page/html.ts';

type Element = DefaultTreeAdapterTypes.Element;
type TextNode = DefaultTreeAdapterTypes.TextNode;

/** What HTML cannot hold however it is written, or reads as something else. */
const unwritable = /[\0\r\ud800-\udfff]/g;

it('gives back every text, from between tags and from attributes', () => {
  const nasty = fc.constantFrom('</p>', '<script>', '"', "'", '&lt;', '&', '-->', '<!--', ' onload=x');
  const text = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 8 })
    .map((parts) => parts.join('').replace(unwritable, ''));
  fc.assert(
    fc.property(text, text, (title, content) => {
      const { childNodes } = parseFragment(html`<p title="${title}">a${[content, undefined]}</p>`.markup);
      const [paragraph] = childNodes as [Element];
      const [text] = paragraph.childNodes as [TextNode];
      expect([childNodes.length, paragraph.childNodes.length]).toEqual([1, 1]);
      expect([paragraph.attrs, text.value]).toEqual([[{ name: 'title', value: title }], `a${content}`]);
    }),
  );
});
