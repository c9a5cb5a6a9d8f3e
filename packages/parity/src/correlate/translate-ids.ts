import { maskNoise } from './lexeme.ts';

/** The text with other ids, where `find` knows them; percent-encoded ones, too. */
export function translateIds(text: string, find: (id: string) => string | undefined): string {
  return maskNoise(text, ({ text: id }) => find(id) ?? findEncoded(id, find) ?? id);
}

/** A cursor stands percent-encoded in a query. */
function findEncoded(id: string, find: (id: string) => string | undefined): string | undefined {
  if (!id.includes('%')) return undefined;
  const found = find(
    id.replace(/%[0-9A-F]{2}/gi, (byte) => String.fromCharCode(Number(`0x${byte.slice(1)}`))),
  );
  return found && encodeURIComponent(found);
}

/** The same in a body: as Latin-1, which every byte survives. Ids are ASCII. */
export function translateBodyIds(body: Uint8Array, find: (id: string) => string | undefined): Uint8Array {
  return Buffer.from(translateIds(Buffer.from(body).toString('latin1'), find), 'latin1');
}
