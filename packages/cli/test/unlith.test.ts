import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { runHere } from './run-here.ts';

it('says its version', async () => {
  expect(await runHere(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});
