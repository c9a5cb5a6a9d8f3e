import { curlSource } from './curl/curl-source.ts';
import { harSource } from './har/har-source.ts';
import { jsonLinesSource } from './json-lines/json-lines-source.ts';
import { manifestSource } from './manifest-source.ts';
import { openApiSource } from './openapi/open-api-source.ts';
import { scenarioFileSource } from './scenario-file/scenario-file-source.ts';
import type { Source } from './source.ts';

/** Every kind of file that requests come in; the first that recognises a file reads it. */
export const sources: readonly Source[] = [
  scenarioFileSource,
  manifestSource,
  openApiSource,
  harSource,
  jsonLinesSource,
  curlSource,
];
