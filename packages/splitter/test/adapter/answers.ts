import { Readable } from 'node:stream';
import { type Behaviour, get, head, post } from './behaviour.ts';

/** Every byte there is; neither UTF-8 nor free of NUL. */
export const everyByte = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

/** What handlers answer with. */
export const answers: readonly Behaviour[] = [
  { name: 'send text', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.send('text')) },
  { name: 'send HTML', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.send('<p>ä 🛫</p>')) },
  { name: 'send bytes', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.send(everyByte)) },
  { name: 'send an object', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.send({ a: [1] })) },
  { name: 'send nothing', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.send()) },
  { name: 'json null', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.json(null)) },
  {
    name: 'json with spaces and escapes',
    ask: get(),
    build: ({ app }) =>
      app
        .set('json spaces', 2)
        .set('json escape', true)
        .get('/', (_, r) => void r.json({ a: '<é\u2028>' })),
  },
  { name: 'jsonp', ask: get('/?callback=f'), build: ({ app }) => app.get('/', (_, r) => void r.jsonp([1])) },
  { name: 'end', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.status(201).end()) },
  { name: 'end with text', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.end('done')) },
  { name: 'sendStatus', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.sendStatus(418)) },
  { name: 'sendStatus 204', ask: get(), build: ({ app }) => app.get('/', (_, r) => void r.sendStatus(204)) },
  {
    name: '204 with a body that must not go',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.status(204).send('hidden')),
  },
  {
    name: '205',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.status(205).send('hidden')),
  },
  { name: 'redirect', ask: get(), build: ({ app }) => app.get('/', (_, r) => r.redirect('/ä b?c=d')) },
  {
    name: 'redirect to a browser',
    ask: get('/', { accept: 'text/html' }),
    build: ({ app }) => app.get('/', (_, r) => r.redirect(301, 'https://a.example/<x>')),
  },
  {
    name: 'location',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.status(201).location('/things/7 ü').end()),
  },
  {
    name: 'cookies',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.cookie('a', '1, 2; 3', { httpOnly: true, sameSite: 'lax', maxAge: 0, path: '/x' });
        r.cookie('b', { deep: true }, { expires: new Date(0), secure: true })
          .clearCookie('c')
          .end();
      }),
  },
  {
    name: 'repeated headers',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.append('Link', '</a>; rel=next').append('Link', '</b>; rel=prev');
        r.set('X-List', ['1', '2', '3']).vary('Accept').vary('Origin').end();
      }),
  },
  {
    name: 'links and attachment',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => void r.links({ next: '/2', last: '/9' }).attachment('résumé.pdf').send('x')),
  },
  {
    name: 'a header in Latin-1',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.set('X-Name', 'Müller').end()),
  },
  ...[undefined, 'application/json', 'text/html;q=0.5, text/plain', 'image/png'].map(
    (accept): Behaviour => ({
      name: `format for ${accept}`,
      ask: get('/', accept ? { accept } : {}),
      build: ({ app }) =>
        app.get('/', (_, r) =>
          r.format({ text: () => r.send('t'), html: () => r.send('<p>'), json: () => r.json({ j: 1 }) }),
        ),
    }),
  ),
  {
    name: 'text in another charset',
    ask: get(),
    build: ({ app }) =>
      app.get(
        '/',
        (_, r) => void r.set('Content-Type', 'text/plain; charset=latin1').end('Müller', 'latin1'),
      ),
  },
  {
    name: 'a PDF',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => void r.type('pdf').send(Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1'))),
  },
  {
    name: 'an SVG',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => void r.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  },
  {
    name: 'three megabytes',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.type('bin').send(Buffer.alloc(3_000_000, everyByte))),
  },
  {
    name: 'chunks',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.write('one,');
        setImmediate(() => {
          r.write(everyByte);
          r.end('three');
        });
      }),
  },
  {
    name: 'flushed head',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.type('text').flushHeaders();
        setImmediate(() => r.end('later'));
      }),
  },
  {
    name: 'a stream',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void Readable.from(['a', 'b', everyByte]).pipe(r)),
  },
  {
    name: 'writeHead',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => void r.writeHead(202, 'Later', ['X-One', '1', 'X-One', '2']).end('accepted')),
  },
  {
    name: 'a length of its own',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.set('Content-Length', '4').write('ab');
        r.end('cd');
      }),
  },
  {
    name: 'trailers',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.set('Trailer', 'X-Sum').write('body');
        r.addTrailers({ 'X-Sum': '1' });
        r.end();
      }),
  },
  {
    name: 'early hints',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.writeEarlyHints({ link: '</a.css>; rel=preload' });
        r.send('page');
      }),
  },
  {
    name: 'a connection that the app closes',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.set('Connection', 'close').send('bye')),
  },
  {
    name: 'a connection that the app keeps',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => void r.set('Connection', 'keep-alive').send('stay')),
  },
  { name: 'HEAD of GET', ask: head(), build: ({ app }) => app.get('/', (_, r) => void r.send('0123456789')) },
  {
    name: 'HEAD of chunks',
    ask: head(),
    build: ({ app }) =>
      app.get('/', (_, r) => {
        r.write('abc');
        r.end();
      }),
  },
  {
    name: 'HEAD by itself',
    ask: head(),
    build: ({ app }) => app.head('/', (_, r) => void r.set('Content-Length', '99').end()),
  },
  {
    name: 'OPTIONS by itself',
    ask: { method: 'OPTIONS', target: '/' },
    build: ({ app }) => app.get('/', (_, r) => void r.end()).put('/', (_, r) => void r.end()),
  },
  {
    name: 'If-None-Match',
    ask: get('/', { 'if-none-match': 'W/"4-Hqp2OO0D0J0pNyaaAj6aX0Mbmio", "own"' }),
    build: ({ app }) => app.get('/', (_, r) => void r.set('ETag', '"own"').send('text')),
  },
  {
    name: 'If-Modified-Since',
    ask: get('/', { 'if-modified-since': 'Sun, 22 Nov 2026 00:00:00 GMT' }),
    build: ({ app }) =>
      app.get('/', (_, r) => void r.set('Last-Modified', 'Sat, 21 Nov 2026 00:00:00 GMT').json({ a: 1 })),
  },
  {
    name: 'a date of its own',
    ask: post(undefined),
    build: ({ app }) => app.post('/', (_, r) => void r.set('Date', 'Sat, 21 Nov 2026 00:00:00 GMT').end()),
  },
];
