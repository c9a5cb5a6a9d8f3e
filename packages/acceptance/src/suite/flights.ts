import { defineScenario, type Scenario } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { get, head, steps } from './requests.ts';

const unknownFlight = '01JZZZZZZZZZZZZZZZZZZZZZZZ';

export const flightScenarios: readonly Scenario[] = [
  defineScenario({
    name: 'flights.search',
    steps: steps(
      ['no filter: today', 200, get('/api/flights')],
      ['one route', 200, get('/api/flights?from=LHR&to=JFK')],
      ['one route, few', 200, get('/api/flights?from=LHR&to=JFK&limit=3')],
      ['one route, no such day', 200, get('/api/flights?from=LHR&to=JFK&date=2001-01-01')],
      ['from alone', 200, get('/api/flights?from=LHR')],
      ['to alone', 200, get('/api/flights?to=JFK&limit=5')],
      ['an unserved route', 200, get('/api/flights?from=AAA&to=BBB')],
      ['a day long ago', 200, get('/api/flights?date=1999-12-31')],
      ['unknown keys are ignored', 200, get('/api/flights?from=LHR&to=JFK&limit=1&cabin=first&_=1')],
      ['its headers', 200, head('/api/flights?from=LHR&to=JFK')],
      ['the greatest limit', 200, get('/api/flights?from=LHR&to=JFK&limit=100')],
    ),
  }),
  defineScenario({
    name: 'flights.search-to-the-end',
    steps: [
      {
        name: 'first page',
        request: get('/api/flights?from=LHR&to=JFK&limit=2'),
        expect: 200,
        capture: { cursor: 'body:/nextCursor' },
      },
      {
        name: 'second page',
        request: ({ cursor }) => get(`/api/flights?from=LHR&to=JFK&limit=2&cursor=${cursor}`),
        expect: 200,
        capture: { cursor: 'body:/nextCursor' },
      },
      {
        name: 'the rest',
        request: ({ cursor }) => get(`/api/flights?from=LHR&to=JFK&limit=100&cursor=${cursor}`),
        expect: 200,
      },
      {
        name: 'a cursor of another search',
        request: ({ cursor }) => get(`/api/flights?from=JFK&to=LHR&cursor=${cursor}`),
        expect: 400,
      },
    ],
  }),
  defineScenario({
    name: 'flights.search-refused',
    steps: steps(
      ['limit 0', 400, get('/api/flights?limit=0')],
      ['limit 101', 400, get('/api/flights?limit=101')],
      ['limit not a number', 400, get('/api/flights?limit=ten')],
      ['limit not whole', 400, get('/api/flights?limit=1.5')],
      ['limit in exponents', 400, get('/api/flights?limit=1e1')],
      ['limit empty', 400, get('/api/flights?limit=')],
      ['limit twice', 400, get('/api/flights?limit=5&limit=6')],
      ['from twice', 400, get('/api/flights?from=LHR&from=CDG&to=JFK')],
      ['from in lower case', 400, get('/api/flights?from=lhr&to=JFK')],
      ['from encoded, then too long', 400, get('/api/flights?from=%4C%48%52%4C&to=JFK')],
      ['date no date', 400, get('/api/flights?date=tomorrow')],
      ['date that does not exist', 400, get('/api/flights?date=2026-02-30')],
      ['several faults at once', 400, get('/api/flights?limit=-1&date=x&from=1')],
      ['a bad cursor', 400, get('/api/flights?from=LHR&to=JFK&cursor=nonsense')],
      ['an encoded bad cursor', 400, get('/api/flights?from=LHR&to=JFK&cursor=%7B%22a%22%3A1%7D')],
      ['an empty cursor is none', 200, get('/api/flights?from=LHR&to=JFK&limit=1&cursor=')],
    ),
  }),
  defineScenario({
    name: 'flights.search-encoded',
    steps: steps(
      ['encoded letters', 200, get('/api/flights?from=%4C%48%52&to=%4A%46%4B&limit=1')],
      ['encoded key', 200, get('/api/flights?%66rom=LHR&to=JFK&limit=1')],
      ['brackets in a key', 200, get('/api/flights?from[x]=LHR&limit=1')],
      ['plus signs and spaces', 400, get('/api/flights?from=L+R&to=JFK')],
      ['emoji in a value', 400, get('/api/flights?from=%F0%9F%9B%AB&to=JFK')],
      ['a broken percent sign', 400, get('/api/flights?from=%ZZ&to=JFK')],
      ['empty pairs', 200, get('/api/flights?&&from=LHR&&to=JFK&limit=1&')],
    ),
  }),
  defineScenario({
    name: 'flights.read',
    steps: [
      {
        name: 'a flight',
        request: get(`/api/flights/${specialFlights.oneSeat}`),
        expect: 200,
        capture: { etag: 'header:etag' },
      },
      {
        name: 'unchanged',
        request: ({ etag }) =>
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'if-none-match': etag } }),
        expect: 304,
      },
      {
        name: 'unchanged, one of several, weakly',
        request: ({ etag }) =>
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'if-none-match': `"0", W/${etag}` } }),
        expect: 304,
      },
      ...steps(
        [
          'any version',
          304,
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'if-none-match': '*' } }),
        ],
        [
          'changed',
          200,
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'if-none-match': '"0"' } }),
        ],
        [
          'no cache wanted',
          200,
          get(`/api/flights/${specialFlights.oneSeat}`, {
            headers: { 'if-none-match': '*', 'cache-control': 'no-cache' },
          }),
        ],
        ['its headers', 200, head(`/api/flights/${specialFlights.oneSeat}`)],
        ['headers of the unknown', 404, head(`/api/flights/${unknownFlight}`)],
        ['a departed flight', 200, get(`/api/flights/${specialFlights.departed}`)],
        ['unknown', 404, get(`/api/flights/${unknownFlight}`)],
        ['no ULID', 404, get('/api/flights/42')],
        [
          'a token is not needed, a bad one no harm',
          200,
          get(`/api/flights/${specialFlights.oneSeat}`, { as: 'malformed' }),
        ],
        ['with a query', 200, get(`/api/flights/${specialFlights.oneSeat}?fields=all`)],
        [
          'a request id of its own',
          200,
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'x-request-id': 'trace:42' } }),
        ],
        [
          'a request id not to be echoed',
          200,
          get(`/api/flights/${specialFlights.oneSeat}`, { headers: { 'x-request-id': 'a b' } }),
        ],
      ),
    ],
  }),
  defineScenario({
    name: 'flights.availability',
    steps: steps(
      ['one seat', 200, get(`/api/flights/${specialFlights.fiftySeats}/availability`)],
      ['a departed flight', 200, get(`/api/flights/${specialFlights.departed}/availability`)],
      ['its headers', 200, head(`/api/flights/${specialFlights.fiftySeats}/availability`)],
      ['unknown', 404, get(`/api/flights/${unknownFlight}/availability`)],
      ['no ULID', 404, get('/api/flights/%F0%9F%9B%AB/availability')],
    ),
  }),
];
