import { defineScenario, type Request, type Scenario } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { get, head, post, steps } from './requests.ts';

const flight = `/api/flights/${specialFlights.oneSeat}`;
const customer = { as: 'customer-1' };
const request = (method: string, path: string, options: Partial<Request> = {}): Request => ({
  method,
  path,
  ...options,
});

const unknownRoutes = defineScenario({
  name: 'protocol.unknown-routes',
  steps: steps(
    ['no such path', 404, get('/api/nothing')],
    ['below a route', 404, get(`${flight}/crew`)],
    ['below a booking', 404, get('/api/bookings/1/2/3', customer)],
    ['the API itself', 404, get('/api')],
    ['its headers', 404, head('/api/nothing')],
    [
      'a body nobody reads',
      404,
      post('/api/nothing', { headers: { 'content-type': 'application/json' }, text: '{' }),
    ],
    ['with a query', 404, get('/api/nothing?a=1&a=2')],
    ['with a token', 404, get('/api/nothing', customer)],
    ['trailing slash', 404, get('/api/flights/')],
    ['trailing slash below', 404, get(`${flight}/`)],
    ['trailing slash, guarded', 404, get('/api/bookings/', customer)],
    ['double slash', 404, get('//api/flights')],
    ['double slash inside', 404, get('/api//flights')],
    ['other letters', 404, get('/API/flights')],
    ['other letters below', 404, get('/api/Flights')],
    ['other letters, guarded', 404, get('/api/BOOKINGS', customer)],
    ['an encoded letter', 200, get('/api/%66lights?limit=1')],
    ['an encoded slash', 404, get('/api%2Fnothing')],
    ['an encoded question mark ends the path', 200, get('/api/flights%3Flimit=1')],
    ['a broken percent sign', 400, get('/api/flights/%25')],
    ['a percent sign encoded twice', 404, get('/api/flights/%2525')],
    ['a space encoded', 404, get('/api/flights/a%20b')],
    ['UTF-8 encoded', 404, get('/api/flights/%E2%9C%88')],
  ),
});

const wrongMethods = defineScenario({
  name: 'protocol.wrong-methods',
  steps: steps(
    ['POST to a search', 404, request('POST', '/api/flights', { json: {} })],
    ['PUT a flight', 404, request('PUT', flight, { json: {} })],
    ['DELETE a flight', 404, request('DELETE', flight)],
    ['PATCH a flight', 404, request('PATCH', flight, { json: {} })],
    ['PUT a booking', 404, request('PUT', '/api/bookings/1', { ...customer, json: {} })],
    ['POST to a booking', 404, request('POST', '/api/bookings/1', { ...customer, json: {} })],
    ['DELETE all bookings', 404, request('DELETE', '/api/bookings', customer)],
    ['PATCH availability', 404, request('PATCH', `${flight}/availability`, { json: {} })],
    [
      'POST a boarding pass',
      404,
      request('POST', '/api/bookings/1/boarding-pass', { ...customer, json: {} }),
    ],
    ['wrong method, no token', 404, request('PUT', '/api/bookings')],
    ['OPTIONS of a search', 404, request('OPTIONS', '/api/flights')],
    ['OPTIONS of a flight', 404, request('OPTIONS', flight)],
    ['OPTIONS of bookings', 404, request('OPTIONS', '/api/bookings')],
    ['OPTIONS of nothing', 404, request('OPTIONS', '/api/nothing')],
    [
      'a preflight',
      404,
      request('OPTIONS', '/api/bookings', {
        headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
      }),
    ],
  ),
});

const headers = defineScenario({
  name: 'protocol.headers',
  steps: steps(
    ['Origin', 200, get(flight, { headers: { origin: 'https://example.com' } })],
    ['Accept nothing of ours', 200, get(flight, { headers: { accept: 'text/csv' } })],
    ['Range', 200, get(flight, { headers: { range: 'bytes=0-9' } })],
    [
      'If-Modified-Since',
      200,
      get(flight, { headers: { 'if-modified-since': 'Sun, 22 Nov 2099 00:00:00 GMT' } }),
    ],
    ['a repeated header', 200, get(flight, { headers: { 'x-request-id': ['one', 'two'] } })],
    ['cookies', 200, get(flight, { headers: { cookie: 'a=1; b=2; a=3' } })],
    ['a method override', 200, get(flight, { headers: { 'x-http-method-override': 'DELETE' } })],
    ['a body on GET', 200, get(flight, { headers: { 'content-type': 'application/json' }, text: '{' })],
  ),
});

export const protocolScenarios: readonly Scenario[] = [unknownRoutes, wrongMethods, headers];
