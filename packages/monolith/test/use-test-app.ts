import request from 'supertest';
import { afterAll, beforeAll } from 'vitest';
import { type Issuer, startIssuer, startTestApp, type TestApp } from './airline-app.ts';

type Headers = Record<string, string>;

/** A running app and its issuer for all tests of a file, and callers with and without a customer. */
export function useTestApp() {
  let issuer: Issuer;
  let app: TestApp;
  let alice: string;

  beforeAll(async () => {
    issuer = await startIssuer();
    app = await startTestApp(issuer);
    alice = await issuer.sign('alice');
  });

  afterAll(async () => {
    await app.close();
    await issuer.close();
  });

  const call = (method: string, path: string, headers: Headers = {}) =>
    request(app.origin)[method.toLowerCase() as 'get'](path).redirects(0).set(headers);

  return {
    call,
    asAlice: (method: string, path: string, headers: Headers = {}) =>
      call(method, path, { authorization: `Bearer ${alice}`, ...headers }),
    get issuer() {
      return issuer;
    },
    get app() {
      return app;
    },
    get alice() {
      return alice;
    },
  };
}
