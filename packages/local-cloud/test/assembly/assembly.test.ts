import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readAssembly } from '../../src/assembly/assembly.ts';
import { selectStacks } from '../../src/assembly/select-stacks.ts';
import { buildStore, synthesize } from '../app.ts';

const store = synthesize(buildStore);
const staged = synthesize((app: App) => {
  const env = { account: '210987654321', region: 'eu-central-1' };
  const base = new Stack(app, 'Base', { env });
  const stage = new Stage(app, 'Prod', { env });
  const stack = new Stack(stage, 'Inner', { stackName: 'inner-prod' });
  new LogGroup(stack, 'Logs', { logGroupName: 'logs' });
  new Stack(app, 'Top', { env }).addStackDependency(base);
  new CfnOutput(base, 'Out', { value: 'x' });
});

/** An assembly that a test may spoil. */
function copy(assembly: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'unlith-assembly-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  cpSync(assembly, directory, { recursive: true });
  return directory;
}

describe('readAssembly', () => {
  it('reads stacks, dependencies, construct paths and assets', () => {
    const [data, stack] = readAssembly(store);
    expect([data?.id, stack?.id, stack?.dependencies]).toEqual(['Data', 'Store', ['Data']]);
    const [logicalId = '', declaration] =
      Object.entries(stack?.template.Resources ?? {}).find(
        ([, { Type }]) => Type === 'AWS::Lambda::Function',
      ) ?? [];
    expect(stack?.constructPath(logicalId)).toBe('Store/Read/Resource');
    const { S3Key } = (declaration?.Properties?.Code ?? {}) as { S3Key: string };
    expect(stack?.findAsset(S3Key)).toMatch(/\/asset\.[0-9a-f]{64}$/);
    expect(stack?.findAsset('another.zip')).toBeUndefined();
  });

  it.each([
    ['Store.template.json', '{'],
    ['Store.template.json', 'null'],
    ['Store.assets.json', undefined],
    ['manifest.json', '5'],
  ])('refuses an assembly whose %s is %j', (file, content) => {
    const broken = copy(store);
    if (content === undefined) rmSync(join(broken, file));
    else writeFileSync(join(broken, file), content);
    expect(() => readAssembly(broken)).toThrow(`${broken}: There is no readable ${file}. Synthesize`);
  });

  it('knows no asset that is gone', () => {
    const broken = copy(store);
    const assets = readdirSync(broken).filter((name) => name.startsWith('asset.'));
    for (const asset of assets) rmSync(join(broken, asset), { recursive: true });
    const found = readAssembly(broken).map(({ findAsset }) =>
      assets.map((asset) => findAsset(`${asset.slice(6)}.zip`)),
    );
    expect(found).toEqual([[undefined], [undefined]]);
  });

  it('gives agnostic stacks a local account and region', () => {
    expect(readAssembly(store)[0]).toMatchObject({ account: '123456789012', region: 'us-east-1' });
  });

  it('reads account, region and name, also inside a stage', () => {
    expect(readAssembly(staged).map(({ name, account, region }) => [name, account, region])).toEqual([
      ['inner-prod', '210987654321', 'eu-central-1'],
      ['Base', '210987654321', 'eu-central-1'],
      ['Top', '210987654321', 'eu-central-1'],
    ]);
  });
});

describe('selectStacks', () => {
  const all = readAssembly(staged);
  it.each([
    [undefined, ['inner-prod', 'Base', 'Top']],
    [['Top'], ['Base', 'Top']],
    [['Base'], ['Base']],
    [
      ['Top', 'Base'],
      ['Base', 'Top'],
    ],
  ])('%j: %j', (ids, names) => expect(selectStacks(all, ids).map(({ name }) => name)).toEqual(names));
});
