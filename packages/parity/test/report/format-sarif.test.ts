import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import type { Location, Log } from 'sarif';
import { expect, it } from 'vitest';
import { formatSarif } from '../../src/index.ts';
import { airlineReport } from '../support/airline-report.ts';

const log: Log = JSON.parse(formatSarif(airlineReport));

it('is valid by the schema of SARIF 2.1.0', () => {
  const ajv = new Ajv.default({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  });
  ajv.validate(schema, log);
  expect(ajv.errors).toBe(null);
});

it('names the line of the handler where it is known, else the route', () => {
  const toSource = ({ physicalLocation, logicalLocations }: Location) => [
    logicalLocations?.[0]?.fullyQualifiedName,
    physicalLocation?.artifactLocation?.uri,
    physicalLocation?.region,
  ];
  const sources = log.runs[0]?.results?.map(({ locations: [location = {}] = [] }) => toSource(location));
  const line = { startLine: 12, startColumn: 10 };
  expect(sources).toContainEqual(['POST /api/bookings', 'src/routes/bookings.ts', line]);
  expect(sources).toContainEqual(['GET /', undefined, undefined]);
});
