import type { StageConfig } from './api-config.ts';

/** The stage that serves a request, and the part of the path which routes are compared with. */
export interface SelectedStage {
  readonly name: string;
  readonly config: StageConfig;
  readonly routePath: string;
}

/**
 * A first segment that equals a stage's name selects that stage before any route is looked at; all else goes to
 * `$default`, if there is one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function selectStage(
  stages: ReadonlyMap<string, StageConfig>,
  path: string,
): SelectedStage | undefined {
  const [, name = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(path) ?? [];
  const named = stages.get(name);
  if (named) return { name, config: named, routePath: rest === '' ? '/' : rest };
  const config = stages.get('$default');
  return config && { name: '$default', config, routePath: path };
}
