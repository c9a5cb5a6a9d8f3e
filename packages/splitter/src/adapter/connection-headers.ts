/**
 * What concerns one connection only (RFC 9110, 7.6.1), and so neither event nor result. `expect` is the gateway's to answer,
 * which has the whole body before it invokes a function.
 */
export const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
