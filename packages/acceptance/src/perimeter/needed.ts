import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, CloudError } from '@unlith/local-cloud';
import { splitStacks, startSeeded } from '../side-by-side.ts';
import { dropPermission, formatPermission, type Perimeter, type Permission } from './permissions.ts';
import { createScenarioProof, type Proof } from './proofs.ts';
import { sweepProof } from './sweep-proof.ts';
import { readTemplate, toTemplateFile } from './template.ts';

/** What came of dropping a permission: `needed to deploy` is a mapping that AWS refuses to create, as does the local cloud. */
type Outcome = 'needed' | 'needed to deploy' | 'unneeded';

/** Drops one permission after the other from a copy of the assembly: those without which all stays as it was are unneeded. */
export async function listUnneeded(
  assembly: string,
  perimeters: readonly Perimeter[],
  onProgress: (label: string) => void,
): Promise<string[]> {
  const proofs = new Map<string, Proof>([['sweep-payments', sweepProof]]);
  const unneeded: string[] = [];
  for (const { stack, name, permissions } of perimeters) {
    const proof =
      proofs.get(name) ??
      proofs.get(stack) ??
      (await createScenarioProof(stack, (play) => withSplit(assembly, play)));
    if (!proofs.has(name)) proofs.set(stack, proof);
    for (const permission of permissions.filter(({ resource }) => resource.kind !== 'log-group')) {
      const label = `${name}: ${formatPermission(permission)}`;
      const outcome = await withDropped(assembly, { stack, name, permission }, (copy) => judge(copy, proof));
      if (outcome === 'unneeded') unneeded.push(label);
      onProgress(`${label}: ${outcome}`);
    }
  }
  return unneeded;
}

async function judge(assembly: string, proof: Proof): Promise<Outcome> {
  try {
    return (await withSplit(assembly, proof)) ? 'unneeded' : 'needed';
  } catch (error) {
    if (error instanceof CloudError && error.code === 'mapping.not-permitted') return 'needed to deploy';
    throw error;
  }
}

async function withSplit<Result>(assembly: string, use: (cloud: Cloud) => Promise<Result>): Promise<Result> {
  const cloud = await startSeeded({ assembly, stacks: splitStacks });
  try {
    return await use(cloud);
  } finally {
    await cloud.close();
  }
}

interface Dropped {
  readonly stack: string;
  readonly name: string;
  readonly permission: Permission;
}

/** Lends a copy of the assembly in which one function's role lacks one permission. */
async function withDropped<Result>(
  assembly: string,
  { stack, name, permission }: Dropped,
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-perimeter-'));
  try {
    await cp(assembly, directory, { recursive: true });
    const template = await readTemplate(directory, stack);
    dropPermission(template, { stack, name }, permission);
    await writeFile(toTemplateFile(directory, stack), JSON.stringify(template));
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
