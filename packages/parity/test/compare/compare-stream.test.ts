import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compareStream,
  formatExchangeLine,
  type RecordedExchange,
  type RecordedTrio,
  readExchangeLines,
} from '../../src/index.ts';

const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((letter) => `01JD${letter.repeat(22)}`);
const exchange = (body: unknown, path = '/things'): RecordedExchange => ({
  request: { method: 'GET', path, headers: [['accept', '*/*']] },
  response: {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(body)),
  },
});
const sides = { baseline: 'lith', calibration: 'second lith', candidate: 'split' };

describe('exchanges in a file', () => {
  let directory: string;
  let file: string;
  const write = (...lines: readonly (RecordedTrio | string)[]) =>
    writeFile(
      file,
      lines.map((line) => `${typeof line === 'string' ? line : formatExchangeLine(line)}\n`).join(''),
    );
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'unlith-'));
    file = join(directory, 'exchanges.jsonl');
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('are compared line by line, ids one-to-one over all of them', async () => {
    const line = (candidate: unknown): RecordedTrio => ({
      baseline: exchange({ id: a }),
      calibration: exchange({ id: b }),
      candidate: exchange(candidate),
    });
    await write(line({ id: c }), line({ id: c }), '', line({ id: d }));
    const report = await compareStream(readExchangeLines(file), sides);
    expect(report).toMatchObject({ exchanges: 3, calibration: 'second lith' });
    expect(report.findings).toMatchObject([{ code: 'parity.id-mismatch', step: '4: GET /things' }]);
  });

  it('know short ids by the later requests of their scenario', async () => {
    const step = (...[one, second, other]: [number, number, number]): RecordedTrio[] => {
      const toStep = (toExchange: (id: number) => RecordedExchange): RecordedTrio => ({
        scenario: `orders.${one}`,
        baseline: toExchange(one),
        calibration: toExchange(second),
        candidate: toExchange(other),
      });
      return [toStep((id) => exchange({ id })), toStep((id) => exchange({ id }, `/things/${id}`))];
    };
    await write(...step(17, 21, 40), ...step(18, 22, 41));
    expect((await compareStream(readExchangeLines(file), sides)).findings).toEqual([]);
    await write(...step(17, 21, 40), ...step(17, 21, 41));
    expect((await compareStream(readExchangeLines(file), sides)).findings).toMatchObject([
      { code: 'parity.id-mismatch', where: 'body:/id' },
    ]);
  });

  it('keep bodies that are no text', async () => {
    const bytes = (body: number[]): RecordedExchange => ({
      request: { method: 'GET', path: '/label', headers: [] },
      response: { status: 200, headers: [['content-type', 'image/png']], body: Uint8Array.from(body) },
    });
    await write({ baseline: bytes([0xff, 1]), candidate: bytes([0xff, 2]) });
    const report = await compareStream(readExchangeLines(file), { baseline: 'lith', candidate: 'split' });
    expect(report.findings).toMatchObject([{ code: 'parity.bytes' }]);
  });

  it.each([
    ['a line that is no JSON', 'nothing', 'exchanges.jsonl:1 holds no exchange'],
    ['a line without a candidate', '{"baseline":{}}', 'exchanges.jsonl:1 holds no exchange'],
  ])('refuse %s', async (_, line, message) => {
    await write(line);
    await expect(compareStream(readExchangeLines(file), sides)).rejects.toThrow(message);
  });

  it('say that they cannot be read', async () => {
    await expect(compareStream(readExchangeLines(`${file}.gone`), sides)).rejects.toThrow(/cannot be read/);
  });
});
