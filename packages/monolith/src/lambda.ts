import { createDynamoDbAirline } from './airline.ts';
import { createApp } from './app.ts';
import { createLambdaHandler } from './lambda-handler.ts';
import { jsonLogger } from './logger.ts';
import { withScheduledSweep } from './scheduled-sweep.ts';
import { resolveSettings } from './settings.ts';

const settings = resolveSettings(process.env, process.env.LAMBDA_TASK_ROOT ?? process.cwd());
const airline = createDynamoDbAirline(settings, jsonLogger);

const answer = createLambdaHandler(createApp({ airline, settings, logger: jsonLogger }));

/** The lith as one Lambda function; `views/` and `public/` lie beside its bundle. */
export const handler = withScheduledSweep(answer, airline);
