import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { toByteString } from '../byte-string.ts';
import { createIntake } from '../intake.ts';
import { NotTaken } from '../recorded-request.ts';
import type { Source } from '../source.ts';
import { parseCurl } from './parse-curl.ts';

/** curl commands, as documentation has them and browsers copy them. Files that they name are looked for beside theirs. */
export const curlSource: Source = {
  kind: 'curl commands',
  recognises: ({ head }) => /\bcurl\b/.test(head),
  async read(file, options) {
    const intake = createIntake(file, options);
    const readFile = (name: string) => readBeside(file.path, name);
    for (const found of parseCurl(await file.text(), { file: file.name, readFile })) intake.add(found);
    return intake.finish();
  },
};

function readBeside(path: string, name: string): string {
  try {
    return toByteString(readFileSync(resolve(dirname(path), name)));
  } catch (cause) {
    throw new NotTaken(`its file \`${name}\` cannot be read (${(cause as NodeJS.ErrnoException).code})`);
  }
}
