export { createAirlineStages } from './airline-stages.ts';
export { resolveStageSettings, type StageSettings, StageSettingsError } from './stage-settings.ts';
