/** Context that is wrong in itself: the message says which key, and what it takes. */
export class StageSettingsError extends Error {
  override readonly name = 'StageSettingsError';
}
