import type { Manifest } from '../manifest/manifest.ts';
import type { Evidence } from './evidence.ts';
import { planPermissions } from './plan-permissions.ts';

/** The manifest of the same split in which every function is granted what it was seen to do, and nothing else. */
export const grantPermissions = (manifest: Manifest, evidence: Evidence): Manifest => ({
  ...manifest,
  functions: manifest.functions.map((described) => ({
    ...described,
    permissions: planPermissions(described, described.commands, evidence),
  })),
});
