import { createRequire } from 'node:module';
import { join } from 'node:path';
import type express from 'express';
import type { Express } from 'express';
import type { Request } from './exchange.ts';

/** Something that an app does, and how it is asked for it. */
export interface Behaviour {
  readonly name: string;
  readonly build: (kit: Kit) => void;
  readonly ask: Request;
}

/** A fresh app of one version of Express, with the packages of the fixtures beside it. */
interface Kit {
  readonly express: typeof express;
  readonly app: Express;
  // Middleware of many packages, some without types.
  // biome-ignore lint/suspicious/noExplicitAny: only called
  readonly load: (name: string) => any;
}

export const expressVersions = ['express-4', 'express-5'] as const;

export const filesDirectory = join(import.meta.dirname, 'fixtures');

export function buildApp({ build }: Behaviour, version: (typeof expressVersions)[number]): Express {
  const load = createRequire(join(import.meta.dirname, `../fixtures/${version}/package.json`));
  const express = load('express');
  const app: Express = express();
  // Without it, default error pages hold stacks, and these the names of our own files.
  app.set('env', 'production');
  build({ express, app, load });
  return app;
}

export const get = (target = '/', headers: Request['headers'] = {}): Request => ({
  method: 'GET',
  target,
  headers,
});

export const head = (target = '/', headers: Request['headers'] = {}): Request => ({
  method: 'HEAD',
  target,
  headers,
});

export const post = (
  body: string | Buffer | undefined,
  contentType?: string,
  headers: Request['headers'] = {},
): Request => ({
  method: 'POST',
  target: '/',
  headers: { ...headers, ...(contentType && { 'content-type': contentType }) },
  ...(body !== undefined && { body }),
});
