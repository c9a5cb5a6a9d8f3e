export {
  type Airline,
  type AirlineParts,
  createAirline,
  createDynamoDbAirline,
  type Tables,
} from './airline.ts';
export { type AppDeps, createApp } from './app.ts';
export { createLambdaHandler, type LambdaHandler } from './lambda-handler.ts';
export { jsonLogger, type LogEntry, type Logger } from './logger.ts';
export { type AppSettings, resolveSettings, type Settings, SettingsError } from './settings.ts';
