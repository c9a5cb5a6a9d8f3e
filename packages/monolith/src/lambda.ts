import { airline, app } from './app-from-environment.ts';
import { createLambdaHandler } from './lambda-handler.ts';
import { withScheduledSweep } from './scheduled-sweep.ts';

/** The lith as one Lambda function; `views/` and `public/` lie beside its bundle. */
export const handler = withScheduledSweep(createLambdaHandler(app), airline);
