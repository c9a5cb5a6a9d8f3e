// Byte strings hold one character a byte: text functions work on them, and what is no text survives.

export const toByteString = (text: string | Uint8Array): string =>
  Buffer.from(text as string).toString('latin1');

export const toBytes = (byteString: string): Uint8Array => new Uint8Array(Buffer.from(byteString, 'latin1'));
