import { writeWhole } from '@unlith/parity';

/** Writes a value as JSON that people read, too: whole, or not at all. */
export const writeJson = (file: string, value: unknown): Promise<void> =>
  writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);
