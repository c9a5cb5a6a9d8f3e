export type {
  Manifest,
  ManifestCommand,
  ManifestFinding,
  ManifestFunction,
  ManifestPermission,
  ManifestPermissions,
  ManifestRoute,
  ManifestStatement,
  SlimmingStep,
} from './manifest.ts';
export { ManifestError, parseManifest, readManifest, readManifestSync } from './read-manifest.ts';
