import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { everyByte } from './answers.ts';
import { type Behaviour, get, post } from './behaviour.ts';

/** Tells what arrived. */
const echoBody: RequestHandler = ({ body, headers }, response) =>
  void response.json({
    body: Buffer.isBuffer(body) ? body.toString('base64') : body,
    isUndefined: body === undefined,
    length: headers['content-length'],
  });

interface UploadedFile {
  readonly originalname: string;
  readonly mimetype: string;
  readonly size: number;
  readonly buffer: Buffer;
}

const boundary = 'xxBOUNDARYxx';
const multipart = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\nÜber\r\n--${boundary}\r\n`,
  ),
  Buffer.from('Content-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: x/y\r\n\r\n'),
  everyByte,
  Buffer.from(`\r\n--${boundary}--\r\n`),
]);

/** What handlers see of a request. */
export const inputs: readonly Behaviour[] = [
  {
    name: 'JSON',
    ask: post('{"ä":["🛫"]}', 'application/json'),
    build: ({ app, express }) => app.post('/', express.json(), echoBody),
  },
  {
    name: 'JSON of another type',
    ask: post('{"a":1}', 'application/vnd.api+json; charset=utf-8'),
    build: ({ app, express }) => app.post('/', express.json({ type: '*/*' }), echoBody),
  },
  {
    name: 'an empty JSON body',
    ask: post('', 'application/json'),
    build: ({ app, express }) => app.post('/', express.json(), echoBody),
  },
  {
    name: 'an absent JSON body',
    ask: post(undefined, 'application/json'),
    build: ({ app, express }) => app.post('/', express.json(), echoBody),
  },
  {
    name: 'a body that nobody parses',
    ask: post('{}', 'application/json'),
    build: ({ app }) => app.post('/', echoBody),
  },
  {
    name: 'a form',
    ask: post('a=1&a=2&b[c]=%C3%A9+%2B', 'application/x-www-form-urlencoded'),
    build: ({ app, express }) => app.post('/', express.urlencoded({ extended: true }), echoBody),
  },
  {
    name: 'text',
    ask: post('línea\n', 'text/plain; charset=utf-8'),
    build: ({ app, express }) => app.post('/', express.text(), echoBody),
  },
  {
    name: 'bytes',
    ask: post(everyByte, 'application/octet-stream'),
    build: ({ app, express }) => app.post('/', express.raw(), echoBody),
  },
  {
    name: 'bytes without a type',
    ask: post(everyByte),
    build: ({ app, express }) => app.post('/', express.raw({ type: () => true }), echoBody),
  },
  {
    name: 'two megabytes',
    ask: post(Buffer.alloc(2_000_000, everyByte), 'application/octet-stream'),
    build: ({ app, express }) =>
      app.post('/', express.raw({ limit: '4mb' }), (q, r) => void r.json({ length: q.body.length })),
  },
  {
    name: 'gzipped JSON',
    ask: post(gzipSync('{"a":1}'), 'application/json', { 'content-encoding': 'gzip' }),
    build: ({ app, express }) => app.post('/', express.json(), echoBody),
  },
  {
    name: 'a file in a form',
    ask: post(multipart, `multipart/form-data; boundary=${boundary}`),
    build: ({ app, load }) => {
      const upload = load('multer')().single('file');
      app.post('/', upload, (request: { file?: UploadedFile; body?: object }, response) => {
        const { buffer, originalname, mimetype, size } = request.file as UploadedFile;
        response.json({ originalname, mimetype, size, bytes: buffer.toString('base64'), ...request.body });
      });
    },
  },
  {
    name: 'a body that is parsed late',
    ask: post('{"a":1}', 'application/json'),
    build: ({ app, express }) =>
      app.use((_, __, next) => void setTimeout(next, 5)).post('/', express.json(), echoBody),
  },
  {
    name: 'a body piped back',
    ask: post(Buffer.alloc(300_000, everyByte), 'application/octet-stream'),
    build: ({ app }) => app.post('/', (q, r) => void q.pipe(r)),
  },
  {
    name: 'a client that waits to be told to continue',
    ask: post('{"a":1}', 'application/json', { expect: '100-continue' }),
    build: ({ app, express }) => app.post('/', express.json(), echoBody),
  },
  {
    name: 'query',
    ask: get('/?a=1&a=2&b[c]=3&d=%20+%2B&e&f=&%C3%A9=%F0%9F%9B%AB&x=1,2'),
    build: ({ app }) => app.get('/', (q, r) => void r.json({ query: q.query, url: q.url })),
  },
  {
    name: 'path',
    ask: get("/p/caf%C3%A9%20a:b@c;d=e,f+g&h!$'()*~/"),
    build: ({ app }) =>
      app.use(
        '/p',
        (q, r) => void r.json({ url: q.url, base: q.baseUrl, original: q.originalUrl, path: q.path }),
      ),
  },
  {
    name: 'path parameter',
    ask: get('/a%20b%C3%A9'),
    build: ({ app }) => app.get('/:id', (q, r) => void r.json({ id: q.params.id, url: q.originalUrl })),
  },
  {
    name: 'double slashes',
    ask: get('//a//b/'),
    build: ({ app }) => app.use((q, r) => void r.json({ url: q.url, path: q.path })),
  },
  ...[false, 1].map(
    (trust): Behaviour => ({
      name: `who asks, trust proxy ${trust}`,
      ask: get('/', { host: 'shop.example:8443', 'x-forwarded-host': 'other.example' }),
      build: ({ app }) =>
        app
          .set('trust proxy', trust)
          .get('/', ({ protocol, secure, ip, ips, hostname, subdomains, httpVersion, socket }, response) => {
            const { remoteAddress, remoteFamily } = socket;
            response.json({
              protocol,
              secure,
              ip,
              ips,
              hostname,
              subdomains,
              httpVersion,
              remoteAddress,
              remoteFamily,
            });
          }),
    }),
  ),
  {
    name: 'headers',
    ask: get('/', { 'X-Custom': 'a,b', accept: '*/*', 'x-latin': 'Müller', referer: 'https://a.example/' }),
    build: ({ app }) =>
      app.get('/', ({ headers: { connection, ...others } }, response) => void response.json(others)),
  },
  {
    name: 'cookies of the request',
    ask: get('/', { cookie: 'a=1; b=%22x%22; c=j:{"d":1}' }),
    build: ({ app, load }) => app.use(load('cookie-parser')()).get('/', (q, r) => void r.json(q.cookies)),
  },
];
