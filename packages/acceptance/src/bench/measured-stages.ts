import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedFunction } from '@unlith/local-cloud';
import type { SideBySide } from '../side-by-side.ts';
import { createStageClient, type StageClient } from './stage-client.ts';
import type { Subject } from './subjects.ts';

/** A stage under measurement. */
export interface MeasuredStage {
  readonly client: StageClient;
  /** The function that answers a subject: the lith, or the subject's own. */
  getFunction(subject: Subject): StartedFunction;
}

/** Lith and split, ready to be measured. */
export interface MeasuredStages {
  readonly monolith: MeasuredStage;
  readonly split: MeasuredStage;
  close(): void;
}

export async function createMeasuredStages({
  cloud,
  baseline,
  candidate,
}: SideBySide): Promise<MeasuredStages> {
  /** By the construct's own id, whichever stack of the stage it is in. */
  const get = (stage: string, name: string): StartedFunction => {
    const found = cloud.functions.find(({ constructPath }) => {
      const [stack = '', id] = constructPath.split('/');
      return id === name && (stack === stage || stack.startsWith(`${stage}-`));
    });
    if (!found) throw new Error(`Stage ${stage} runs no function ${name}`);
    return found;
  };
  const [lith, natives] = await Promise.all([
    createStageClient('monolith', baseline),
    createStageClient('split', candidate),
  ]);
  return {
    monolith: { client: lith, getFunction: () => get('Monolith', 'Lith') },
    split: { client: natives, getFunction: ({ functionName }) => get('Split', functionName) },
    close: () => {
      lith.close();
      natives.close();
    },
  };
}

/** Size of a function's bundle, in kB of 1000 bytes. */
export async function measureBundle({ assetDirectory }: StartedFunction): Promise<number> {
  return (await stat(join(assetDirectory, 'index.cjs'))).size / 1000;
}
