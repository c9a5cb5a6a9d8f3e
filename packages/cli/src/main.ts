#!/usr/bin/env node
import { exitCodes } from '@unlith/parity/exit-code';
import { unlith } from './unlith.ts';

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // Whoever reads may have seen enough, `| head` for example: reports are written all the same.
  if (code === 'EPIPE') return;
  console.error(`Standard output cannot be written: ${message}.`);
  process.once('exit', () => {
    process.exitCode = exitCodes.environment;
  });
});

// `pnpm parity -- --baseline …` hands the `--` on; nothing here takes words that begin with a dash.
await unlith(process.argv.slice(2).filter((word) => word !== '--'));
