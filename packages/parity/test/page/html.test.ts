import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { expect, it } from 'vitest';
import { html } from '../../src/page/html.ts';

type Element = DefaultTreeAdapterTypes.Element;

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
      expect(childNodes).toHaveLength(1);
      const [paragraph] = childNodes as [Element];
      expect(paragraph.attrs).toEqual([{ name: 'title', value: title }]);
      expect(paragraph.childNodes).toMatchObject([{ nodeName: '#text', value: `a${content}` }]);
    }),
  );
});
