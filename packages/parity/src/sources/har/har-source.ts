import { createIntake } from '../intake.ts';
import type { Source } from '../source.ts';
import { parseHar } from './parse-har.ts';

/** What browsers and proxies save. Held in memory as a whole. */
export const harSource: Source = {
  kind: 'HAR 1.2',
  recognises: ({ name, head }) => /\.har$/i.test(name) || /^\s*\{\s*"log"\s*:\s*\{/.test(head),
  async read(file, options) {
    const intake = createIntake(file, options);
    for (const found of parseHar(await file.text(), file.name)) intake.add(found);
    return intake.finish();
  },
};
