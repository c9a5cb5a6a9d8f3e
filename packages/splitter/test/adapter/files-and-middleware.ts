import { type Behaviour, filesDirectory, get, head, post } from './behaviour.ts';

const file = (name: string) => `${filesDirectory}/${name}`;
const sends =
  (name: string): Behaviour['build'] =>
  ({ app }) =>
    app.get('/', (_, r) => r.sendFile(file(name)));
const serves: Behaviour['build'] = ({ app, express }) => app.use('/files', express.static(filesDirectory));

/** Files, and middleware that many apps use. */
export const files: readonly Behaviour[] = [
  { name: 'sendFile, text', ask: get(), build: sends('page.html') },
  { name: 'sendFile, bytes', ask: get(), build: sends('pixel.png') },
  { name: 'sendFile, HEAD', ask: head(), build: sends('pixel.png') },
  { name: 'sendFile, range', ask: get('/', { range: 'bytes=2-9' }), build: sends('pixel.png') },
  { name: 'sendFile, several ranges', ask: get('/', { range: 'bytes=0-1,4-5' }), build: sends('pixel.png') },
  { name: 'sendFile, range beyond', ask: get('/', { range: 'bytes=9999-' }), build: sends('page.html') },
  {
    name: 'sendFile, not modified',
    ask: get('/', { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
    build: sends('page.html'),
  },
  { name: 'sendFile, precondition', ask: get('/', { 'if-match': '"other"' }), build: sends('page.html') },
  {
    name: 'download',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => r.download(file('pixel.png'), 'bild "ä".png')),
  },
  { name: 'static, file', ask: get('/files/pixel.png'), build: serves },
  { name: 'static, index', ask: get('/files/'), build: serves },
  { name: 'static, directory', ask: get('/files'), build: serves },
  { name: 'static, nothing there', ask: get('/files/none.txt'), build: serves },
];

const large = 'It is long enough to be worth it. '.repeat(100);

export const middleware: readonly Behaviour[] = [
  ...['gzip', 'deflate', 'br', 'identity'].map(
    (encoding): Behaviour => ({
      name: `compression, ${encoding}`,
      ask: get('/', { 'accept-encoding': encoding }),
      build: ({ app, load }) => app.use(load('compression')()).get('/', (_, r) => void r.send(large)),
    }),
  ),
  {
    name: 'helmet',
    ask: get(),
    build: ({ app, load }) => app.use(load('helmet')()).get('/', (_, r) => void r.send('safe')),
  },
  {
    name: 'cors, preflight',
    ask: {
      method: 'OPTIONS',
      target: '/',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'PUT' },
    },
    build: ({ app, load }) => app.use(load('cors')({ origin: true, credentials: true })),
  },
  {
    name: 'method-override',
    ask: post('', 'application/json', { 'x-http-method-override': 'DELETE' }),
    build: ({ app, load }) => app.use(load('method-override')()).delete('/', (_, r) => void r.send('gone')),
  },
  {
    name: 'cookie-session',
    ask: get(),
    build: ({ app, load }) =>
      app
        .use(load('cookie-session')({ keys: ['k'], secure: true }))
        .get('/', (q, r) => void r.json(Object.assign(q, { session: { user: 7 } }).session)),
  },
  {
    name: 'morgan',
    ask: get(),
    build: ({ app, load }) => {
      const lines: string[] = [];
      const stream = { write: (line: string) => void lines.push(line) };
      app.use(
        load('morgan')(':method :url :status :remote-addr HTTP/:http-version', { stream, immediate: true }),
      );
      app.get('/', (_, r) => void r.json(lines));
    },
  },
];
