import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface GeneratedApp {
  /** New directory for the app. */
  readonly directory: string;
  readonly routes: number;
  readonly controllers: number;
}

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Writes an Express 5 app in TypeScript, as large as asked and otherwise as people write them: one router and one controller
 * a resource, handlers that share a service, middleware for all, and now and then a heavy import for one route alone.
 *
 * @returns its entry.
 */
export function generateApp({ directory, routes, controllers }: GeneratedApp): string {
  const names = Array.from({ length: controllers }, (_, index) => `resource${index}`);
  const files = new Map([
    ['package.json', JSON.stringify({ private: true, type: 'module' })],
    ['src/app.ts', formatApp(names)],
    ['src/http-error.ts', httpError],
    ['src/request-id.ts', requestId],
    ...names.flatMap((name, index) => {
      // The first controllers take what does not divide.
      const own = Math.floor(routes / controllers) + (index < routes % controllers ? 1 : 0);
      return [
        [`src/routes/${name}.ts`, formatRouter(name, own)] as const,
        [
          `src/controllers/${name}.ts`,
          formatController(name, { routes: own, heavy: index % 10 === 0 }),
        ] as const,
        [`src/services/${name}.ts`, formatService(name)] as const,
      ];
    }),
  ]);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  symlinkSync(packages, join(directory, 'node_modules'));
  return join(directory, 'src/app.ts');
}

const httpError = `export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
`;

const requestId = `import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

export function requestId(request: Request, response: Response, next: NextFunction): void {
  response.set('x-request-id', request.get('x-request-id') ?? randomUUID());
  next();
}
`;

function formatApp(names: readonly string[]): string {
  return `import express, { type NextFunction, type Request, type Response } from 'express';
import { HttpError } from './http-error.ts';
import { requestId } from './request-id.ts';
${names.map((name) => `import { ${name}Router } from './routes/${name}.ts';`).join('\n')}

export const app = express();
app.disable('x-powered-by');
app.use(requestId);
app.use(express.json());
${names.map((name) => `app.use('/api/${name}', ${name}Router);`).join('\n')}
app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
  if (error instanceof HttpError) response.status(error.status).json({ message: error.message });
  else next(error);
});
`;
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Route 0 is \`GET /\`, 1 \`POST /:id/1\`, and so on: every verb in turn, no two alike. */
function formatRouter(name: string, routes: number): string {
  const lines = Array.from({ length: routes }, (_, index) => {
    const path = index === 0 ? '/' : `/:id/action${index}`;
    return `${name}Router.${verbs[index % verbs.length]}('${path}', ${name}Controller.handle${index});`;
  });
  return `import { Router } from 'express';
import { ${name}Controller } from '../controllers/${name}.ts';

export const ${name}Router = Router();
${lines.join('\n')}
`;
}

function formatController(name: string, { routes, heavy }: { routes: number; heavy: boolean }): string {
  const handlers = Array.from({ length: routes }, (_, index) => {
    const body =
      heavy && index === 1 ? 'parse(String(request.params.id))' : `find(String(request.params.id), ${index})`;
    return `  handle${index}(request: Request, response: Response): void {
    response.json({ route: '${name} ${index}', result: ${body} });
  },`;
  });
  return `${heavy ? "import { parse } from 'csv-parse/sync';\n" : ''}import type { Request, Response } from 'express';
import { find } from '../services/${name}.ts';

export const ${name}Controller = {
${handlers.join('\n')}
};
`;
}

function formatService(name: string): string {
  return `import { HttpError } from '../http-error.ts';

const labels = ['small', 'medium', 'large'] as const;

export function find(id: string, size: number) {
  if (id === 'missing') throw new HttpError(404, '${name} has no ' + id);
  return { id, label: labels[size % labels.length] };
}
`;
}
