import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As much of a CloudFormation template as the proofs look at. */
export interface Template {
  readonly Resources: Record<string, TemplateResource>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

export async function readTemplate(assembly: string, stack: string): Promise<Template> {
  return JSON.parse(await readFile(toTemplateFile(assembly, stack), 'utf8')) as Template;
}

export const toTemplateFile = (assembly: string, stack: string): string =>
  join(assembly, `${stack}.template.json`);
