import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTemplate, type Template, toTemplateFile } from '../../src/perimeter/template.ts';
import { splitStacks } from '../../src/side-by-side.ts';
import type { Fault } from './fault.ts';

/** Another text in the bundles of functions, which are deployed as they are: minified. */
export interface CodeFault extends Fault {
  /** The function's name; without it every function that has the text. */
  readonly function?: string;
  /** `$t` is any name, as the minifier gives it; the same one wherever it stands. */
  readonly find: string;
  readonly replace: string;
}

/** Another template of one stack. */
export interface TemplateFault extends Fault {
  readonly stack: string;
  readonly change: (resources: Resources) => void;
}

export type AssemblyFault = CodeFault | TemplateFault;

// biome-ignore lint/suspicious/noExplicitAny: faults reach into properties of every type of resource.
type Properties = any;

/** Finds resources by how their logical ids begin. */
interface Resources {
  /** The properties of the one resource of a type whose logical id begins so. */
  get(type: string, prefix: string): Properties;
  delete(type: string, prefix: string): void;
}

/**
 * Lends the assembly with a fault in it.
 *
 * @param use is told which resources are others now, by logical ids and route keys.
 */
export async function withFault<Result>(
  assembly: string,
  fault: AssemblyFault,
  use: (changed: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { files, changed } = await ('find' in fault ? breakCode : breakTemplate)(assembly, fault as never);
  const originals = new Map<string, string>();
  for (const file of files.keys()) originals.set(file, await readFile(file, 'utf8'));
  try {
    for (const [file, text] of files) await writeFile(file, text);
    return await use(changed);
  } finally {
    for (const [file, text] of originals) await writeFile(file, text);
  }
}

interface Broken {
  readonly files: ReadonlyMap<string, string>;
  readonly changed: readonly string[];
}

async function breakCode(assembly: string, fault: CodeFault): Promise<Broken> {
  const files = new Map<string, string>();
  const changed: string[] = [];
  for (const stack of splitStacks) {
    for (const [id, { Type, Properties }] of Object.entries(
      (await readTemplate(assembly, stack)).Resources,
    )) {
      const name = fault.function?.replaceAll('-', '') ?? '';
      if (Type !== 'AWS::Lambda::Function' || !id.startsWith(name)) continue;
      const [hash] = (Properties.Code as { S3Key: string }).S3Key.split('.');
      const file = join(assembly, `asset.${hash}`, 'index.cjs');
      const text = await readFile(file, 'utf8');
      const broken = replaceCode(text, fault);
      if (broken === text) continue;
      files.set(file, broken);
      changed.push(id);
    }
  }
  if (changed.length === 0) throw new Error(`No bundle has ${fault.find}: ${fault.name} is planted nowhere`);
  return { files, changed };
}

const name = /\$([a-z])/g;
const escapedName = /\\\$([a-z])/g;

/** Replaces every occurrence, whatever the minifier has called things. */
function replaceCode(text: string, { find, replace }: Pick<CodeFault, 'find' | 'replace'>): string {
  const seen = new Set<string>();
  const pattern = find
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(escapedName, (_, letter) => {
      if (seen.has(letter)) return String.raw`\k<${letter}>`;
      seen.add(letter);
      return String.raw`(?<${letter}>[\w$]+)`;
    });
  return text.replaceAll(new RegExp(pattern, 'g'), (...match) => {
    const names = match.at(-1) as Record<string, string> | string;
    return replace.replaceAll(name, (_, letter) => (names as Record<string, string>)[letter] ?? '');
  });
}

async function breakTemplate(assembly: string, { stack, change }: TemplateFault): Promise<Broken> {
  const template = await readTemplate(assembly, stack);
  const before = new Map(Object.entries(template.Resources).map(([id, own]) => [id, JSON.stringify(own)]));
  change(createResources(template));
  const text = JSON.stringify(template);
  const changed = [...before].flatMap(([id, own]) =>
    JSON.stringify(template.Resources[id]) === own ? [] : listNaming(id, before),
  );
  return { files: new Map([[toTemplateFile(assembly, stack), text]]), changed };
}

/** The resource, those that name it and those that it names: one of them is heard of when it is used, a route by its key. */
function listNaming(id: string, resources: ReadonlyMap<string, string>): string[] {
  return [...resources].flatMap(([other, own]) => {
    const isNeighbour = own.includes(`"${id}"`) || resources.get(id)?.includes(`"${other}"`);
    if (other !== id && !isNeighbour) return [];
    const { RouteKey } = (JSON.parse(own) as { Properties: { RouteKey?: string } }).Properties;
    return RouteKey === undefined ? [other] : [RouteKey];
  });
}

function createResources({ Resources }: Template): Resources {
  const find = (type: string, prefix: string): string => {
    const ids = Object.keys(Resources).filter((id) => Resources[id]?.Type === type && id.startsWith(prefix));
    const [id] = ids.toSorted((left, right) => left.length - right.length);
    if (id === undefined) throw new Error(`No ${type} begins with ${prefix}`);
    return id;
  };
  return {
    get: (type, prefix) => Resources[find(type, prefix)]?.Properties,
    delete: (type, prefix) => void delete Resources[find(type, prefix)],
  };
}
