import type { Request, Response } from 'express';
import { type Behaviour, get, head, post } from './behaviour.ts';

/** Notes into `app.locals.log` what request and response go through. */
function record({ app }: Request, request: Request, response: Response): void {
  const log: string[] = app.locals.log;
  for (const name of ['end', 'close', 'aborted']) request.on(name, () => log.push(`request ${name}`));
  for (const name of ['finish', 'close']) response.on(name, () => log.push(`response ${name}`));
  response.on('close', () => {
    const { writableEnded, writableFinished, headersSent, statusCode } = response;
    log.push(JSON.stringify({ writableEnded, writableFinished, headersSent, statusCode }));
  });
}

const recorded =
  (handle: (request: Request, response: Response) => void): Behaviour['build'] =>
  ({ app, express }) => {
    app.locals.log = [];
    app.use((request, response, next) => {
      record(request, request, response);
      next();
    });
    app.use('/parsed', express.json());
    app.use((request, response) => handle(request, response));
  };

/** What happens around an answer: compared with it is what the app noted in `app.locals.log`. */
export const lifecycle: readonly Behaviour[] = [
  { name: 'events of an answer', ask: get(), build: recorded((_, response) => void response.send('text')) },
  { name: 'events of HEAD', ask: head(), build: recorded((_, response) => void response.send('text')) },
  {
    name: 'events with a body that was read',
    ask: { ...post('{"a":1}', 'application/json'), target: '/parsed' },
    build: recorded((request, response) => void response.json(request.body)),
  },
  {
    name: 'events with a body left unread',
    ask: post('{"a":1}', 'application/json'),
    build: recorded((_, response) => void response.sendStatus(401)),
  },
  {
    name: 'events of chunks',
    ask: get(),
    build: recorded((_, response) => {
      response.write('a');
      setImmediate(() => response.end('b'));
    }),
  },
  {
    name: 'a log line when all is sent',
    ask: get(),
    build: ({ app, load }) => {
      const log: string[] = [];
      app.locals.log = log;
      const stream = { write: (line: string) => void log.push(line) };
      app.use(load('morgan')(':method :url :status :res[content-length] :remote-addr', { stream }));
      app.get('/', (_, response) => void response.send('text'));
    },
  },
  {
    name: 'a response that takes too long',
    ask: get(),
    build: ({ app }) =>
      app.get('/', (_, response) => {
        response.setTimeout(10, () => void response.status(503).send('too late'));
      }),
  },
  {
    name: 'what a socket can be told',
    ask: get(),
    build: ({ app }) =>
      app.get('/', ({ socket }, response) => {
        socket.setNoDelay(true).setKeepAlive(true).ref().unref();
        response.json({ writable: socket.writable, readable: socket.readable, destroyed: socket.destroyed });
      }),
  },
];
