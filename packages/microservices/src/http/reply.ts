/** An answer before HTTP's finer points: conditional requests, HEAD and lengths are `answering`'s business. */
export type Reply = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

type Headers = Reply['headers'];

export const json = (value: unknown, headers: Headers = {}, status = 200): Reply => ({
  status,
  headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

export const noContent: Reply = { status: 204, headers: {} };
