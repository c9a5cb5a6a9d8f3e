import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCursor, parseCursor } from '../src/cursor.ts';

const list = fc.array(fc.option(fc.string(), { nil: undefined }), { minLength: 1, maxLength: 4 });
const position = fc.string({ unit: 'grapheme' });
const any = () => true;

it('comes back whole from its own list', () => {
  fc.assert(
    fc.property(list, position, (own, text) => {
      const cursor = formatCursor(own, text);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(parseCursor(own, cursor, any)).toBe(text);
    }),
  );
});

it('is refused by every other list', () => {
  fc.assert(
    fc.property(list, list, position, (own, other, text) => {
      fc.pre(JSON.stringify(own) !== JSON.stringify(other));
      expect(() => parseCursor(other, formatCursor(own, text), any)).toThrow('cursor.invalid');
    }),
  );
});

it('is refused if anything else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(() => parseCursor(['list'], text, any)).toThrow('cursor.invalid');
    }),
  );
});

it('is refused when its position is none of the list', () => {
  const cursor = formatCursor(['list'], 'here');
  expect(() => parseCursor(['list'], cursor, (text) => text === 'there')).toThrow('cursor.invalid');
});
