import { createDynamoDbAirline } from './airline.ts';
import { createApp } from './app.ts';
import { jsonLogger } from './logger.ts';
import { resolveSettings } from './settings.ts';

// The app as it is deployed, made of what the environment says: server and Lambda start from it, and so does `unlith split`.

const settings = resolveSettings(process.env, import.meta.dirname);

export const airline = createDynamoDbAirline(settings, jsonLogger);

export const app = createApp({ airline, settings, logger: jsonLogger });
