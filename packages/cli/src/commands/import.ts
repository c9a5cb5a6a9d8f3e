import { formatScenarioFile, readScenarios, writeWhole } from '@unlith/parity';
import type { Command } from 'commander';
import { count } from '../format-table.ts';
import { addReadOptions, type ReadWords } from '../read-options.ts';

interface ImportOptions extends ReadWords {
  readonly out: string;
}

/** `unlith import`: saves the requests of any file as scenarios, to be reviewed, edited and played. */
export function addImportCommand(program: Command): void {
  addReadOptions(program.command('import <file>'))
    .description(
      'save requests (HAR, curl, OpenAPI, logs, events, a manifest) as scenarios to review and edit',
    )
    .option('--out <file>', 'where the scenarios go', 'scenarios.json')
    .action(importRequests);
}

async function importRequests(path: string, { out, ...reading }: ImportOptions): Promise<void> {
  const { scenarios, skipped } = await readScenarios(path, reading);
  await writeWhole(out, formatScenarioFile(scenarios));
  for (const { place, reason, times } of skipped)
    console.error(`skipped ${place}${times > 1 ? ` and ${times - 1} more` : ''}: ${reason}`);
  const requests = scenarios.flatMap(({ steps }) => steps).length;
  console.log(`${count(requests, 'request')} in ${count(scenarios.length, 'scenario')}: ${out}`);
}
