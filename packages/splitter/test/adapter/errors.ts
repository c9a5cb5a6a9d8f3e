import type { ErrorRequestHandler } from 'express';
import { type Behaviour, get, head, post } from './behaviour.ts';

const kilobytes = (count: number) => 'x'.repeat(count * 1024);
const failure = (status?: number): Error => Object.assign(new Error('went wrong'), status && { status });

/** What is answered when nothing matches or something fails. */
export const errors: readonly Behaviour[] = [
  { name: 'no route', ask: get('/no%20where/<b>?q=1'), build: () => {} },
  { name: 'no route, HEAD', ask: head('/nowhere'), build: () => {} },
  { name: 'no route, body unread', ask: post(kilobytes(512), 'text/plain'), build: () => {} },
  {
    name: 'wrong method',
    ask: { method: 'DELETE', target: '/' },
    build: ({ app }) => app.get('/', (_, r) => void r.end()),
  },
  {
    name: 'a throw',
    ask: get(),
    build: ({ app }) =>
      app.get('/', () => {
        throw failure();
      }),
  },
  {
    name: 'a throw with a body unread',
    ask: post('{"a":1}', 'application/json'),
    build: ({ app }) =>
      app.post('/', () => {
        throw failure();
      }),
  },
  { name: 'next(error)', ask: get(), build: ({ app }) => app.get('/', (_, __, next) => next(failure())) },
  {
    name: 'next(error) later',
    ask: get(),
    build: ({ app }) => app.get('/', (_, __, next) => void setImmediate(() => next(failure()))),
  },
  {
    name: 'a rejection handed on',
    ask: get(),
    // Express 4 does not look at promises.
    build: ({ app }) => app.get('/', (_, __, next) => void Promise.reject(failure()).catch(next)),
  },
  {
    name: 'an error with a status',
    ask: get(),
    build: ({ app }) => app.get('/', (_, __, next) => next(failure(409))),
  },
  {
    name: 'an error with headers',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, __, next) =>
        next(Object.assign(failure(429), { headers: { 'Retry-After': '7' }, expose: true })),
      ),
  },
  {
    name: 'error middleware',
    ask: get(),
    build: ({ app }) => {
      const explain: ErrorRequestHandler = (error, _, response, __) =>
        void response.status(503).json({ message: error.message });
      app.get('/', (_, __, next) => next(failure())).use(explain);
    },
  },
  {
    name: 'a 404 of its own',
    ask: post('{"a":1}', 'application/json'),
    build: ({ app }) => app.use((_, r) => void r.status(404).json({ message: 'Not Found' })),
  },
  {
    name: 'malformed JSON',
    ask: post('{"a":', 'application/json'),
    build: ({ app, express }) => app.use(express.json()),
  },
  {
    name: 'JSON that is no object',
    ask: post('7', 'application/json'),
    build: ({ app, express }) => app.use(express.json()),
  },
  {
    name: 'JSON that is too large',
    ask: post(JSON.stringify(kilobytes(200)), 'application/json'),
    build: ({ app, express }) => app.use(express.json()),
  },
  {
    name: 'JSON in an unknown charset',
    ask: post('{}', 'application/json; charset=x-none'),
    build: ({ app, express }) => app.use(express.json()),
  },
  {
    name: 'an unknown content encoding',
    ask: post('{}', 'application/json', { 'content-encoding': 'x-none' }),
    build: ({ app, express }) => app.use(express.json()),
  },
  {
    name: 'too many parameters',
    ask: post('a=1&'.repeat(1001), 'application/x-www-form-urlencoded'),
    build: ({ app, express }) => app.use(express.urlencoded({ extended: true })),
  },
  {
    name: 'refused before the body was read',
    ask: post(kilobytes(512), 'application/octet-stream'),
    build: ({ app, express }) =>
      app
        .use((_, r) => void r.status(401).set('WWW-Authenticate', 'Bearer').json({ message: 'Unauthorized' }))
        .use(express.raw()),
  },
  {
    name: 'a file that is missing',
    ask: get(),
    build: ({ app }) => app.get('/', (_, r) => r.sendFile('/nowhere/at/all.txt')),
  },
];
