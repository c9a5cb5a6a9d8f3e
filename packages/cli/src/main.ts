#!/usr/bin/env node
import { unlith } from './unlith.ts';

// Whoever reads may have seen enough, `| head` for example: reports are written all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// `pnpm parity -- --baseline …` hands the `--` on; nothing here takes words that begin with a dash.
await unlith(process.argv.slice(2).filter((word) => word !== '--'));
