import { settlePayments } from '@unlith/shared-model';
import { createDynamoDbAirline } from './airline.ts';
import { jsonLogger } from './logger.ts';
import { resolveSettings } from './settings.ts';

const airline = createDynamoDbAirline(resolveSettings(process.env, import.meta.dirname), jsonLogger);

/** The scheduled sweep as a function of its own: a split takes requests out of the lith, and nothing else. */
export const handler = async () => ({ settled: await settlePayments(airline) });
