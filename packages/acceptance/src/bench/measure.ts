import type { StageClient } from './stage-client.ts';
import type { Subject } from './subjects.ts';

/** Milliseconds from sending the subject's request to having its whole answer; `beforeSend` is not timed. */
export async function timeRequest(
  { prepare, undo }: Subject,
  client: StageClient,
  beforeSend: () => void = () => {},
): Promise<number> {
  const request = await prepare(client);
  beforeSend();
  const start = performance.now();
  const response = await client.send(request);
  const durationMs = performance.now() - start;
  await undo?.(client, response);
  return durationMs;
}

/** Requests per second that so many clients get through, each sending its next request when the last is answered. */
export async function measureThroughput(
  { prepare }: Subject,
  client: StageClient,
  { clients, durationMs }: { clients: number; durationMs: number },
): Promise<number> {
  const start = performance.now();
  let answered = 0;
  const run = async () => {
    while (performance.now() - start < durationMs) {
      await client.send(await prepare(client));
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, run));
  return answered / ((performance.now() - start) / 1000);
}

/**
 * Takes turns: every round samples each of the measurements once, in an order that rotates, so that what the machine does
 * meanwhile touches all alike.
 *
 * @returns samples by name, in the order given.
 */
export async function interleave(
  measurements: ReadonlyMap<string, () => Promise<number>>,
  rounds: number,
): Promise<ReadonlyMap<string, number[]>> {
  const names = [...measurements.keys()];
  const samples = new Map(names.map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      samples.get(name)?.push((await measurements.get(name)?.()) ?? Number.NaN);
    }
  }
  return samples;
}
