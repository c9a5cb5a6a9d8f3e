import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkOutput, openOutput } from '../../src/emit/output-directory.ts';
import { createDirectory } from '../bundle/temporary-app.ts';

const manifest = '{ "schema": "unlith/manifest@1" }';

function writeSplit(directory: string, content = 'old'): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'manifest.json'), manifest);
  writeFileSync(join(directory, 'content'), content);
}

const read = (out: string) => readFileSync(join(out, 'content'), 'utf8');

/** The id of a process that has ended. */
const ended = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

it('puts the new split in the place of the old, and leaves nothing beside it', () => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  writeSplit(out);
  writeFileSync(join(out, 'of-the-old'), '');
  const output = openOutput(out);
  writeSplit(output.workDirectory, 'new');
  expect(read(out)).toBe('old');
  output.replace();
  output.clean();
  expect(read(out)).toBe('new');
  expect(readdirSync(out).sort()).toEqual(['content', 'manifest.json']);
  expect(readdirSync(parent)).toEqual(['split']);
});

it('leaves the old split when the new one is given up', () => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  writeSplit(out);
  const output = openOutput(out);
  writeSplit(output.workDirectory, 'new');
  output.clean();
  expect(read(out)).toBe('old');
  expect(readdirSync(parent)).toEqual(['split']);
});

it('removes what a killed run left beside it, and nothing of one that runs', () => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  writeSplit(out);
  mkdirSync(join(parent, `.split.unlith-work-${ended()}-abcdef`));
  mkdirSync(join(parent, `.split.unlith-work-${process.ppid}-abcdef`));
  openOutput(out).clean();
  expect(readdirSync(parent).sort()).toEqual([`.split.unlith-work-${process.ppid}-abcdef`, 'split']);
});

it.each([
  ['between its two renames, back to its place', false, 'old'],
  ['after both of them, away', true, 'new'],
])('puts the split that a run had set aside when it was killed %s', (_, replaced, expected) => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  writeSplit(join(parent, `.split.unlith-previous-${ended()}`), 'old');
  if (replaced) writeSplit(out, 'new');
  openOutput(out).clean();
  expect(read(out)).toBe(expected);
  expect(readdirSync(parent)).toEqual(['split']);
});

it.each([
  ['a file', (out: string) => writeFileSync(out, ''), 'is a file'],
  ['other files', (out: string) => [mkdirSync(out), writeFileSync(join(out, 'thesis.txt'), '')], 'no split'],
  [
    "another tool's manifest",
    (out: string) => [mkdirSync(out), writeFileSync(join(out, 'manifest.json'), '{ "name": "web app" }')],
    'no split',
  ],
])('refuses %s', (_, write, message) => {
  const out = join(createDirectory(), 'split');
  write(out);
  expect(() => checkOutput(out)).toThrow(expect.objectContaining({ code: 'split.out', exitCode: 2 }));
  expect(() => openOutput(out)).toThrow(message);
});

it.each(['new', 'nested/new', 'empty'])('takes a directory that is %s', (name) => {
  const parent = createDirectory();
  mkdirSync(join(parent, 'empty'));
  const output = openOutput(join(parent, name));
  writeSplit(output.workDirectory);
  output.replace();
  expect(read(join(parent, name))).toBe('old');
});

it('lets the last of two runs stay, and leaves nothing of the other', () => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  const [first, second] = [openOutput(out), openOutput(out)];
  writeSplit(first.workDirectory, 'first');
  writeSplit(second.workDirectory, 'second');
  second.replace();
  first.replace();
  expect(read(out)).toBe('first');
  expect(readdirSync(parent)).toEqual(['split']);
});

it('takes nothing away that came there meanwhile', () => {
  const out = join(createDirectory(), 'split');
  const output = openOutput(out);
  mkdirSync(out);
  writeFileSync(join(out, 'notes.txt'), '');
  expect(() => output.replace()).toThrow(/holds files that are no split/);
  expect(readdirSync(out)).toEqual(['notes.txt']);
});

it.each(['/proc/split', join(import.meta.filename, 'split')])('says that %s cannot be written', (out) => {
  expect(() => openOutput(out)).toThrow(
    /^--out \S+ cannot be written \(E[A-Z]+\): name another directory\.$/,
  );
});
