import { defineScenario, type Request, type Scenario, type Step } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { ada, del, get, grace, head, post } from './requests.ts';

const customer = { as: 'customer-1' };

/** One request for the captured booking's pass. */
const pass = (
  name: string,
  expect: number,
  query: string,
  options: Omit<Request, 'method' | 'path'> = {},
): Step => ({
  name,
  expect,
  request: ({ id }) => get(`/api/bookings/${id}/boarding-pass${query}`, { ...customer, ...options }),
});

const accept = (type: string) => ({ headers: { accept: type } });

export const boardingPassScenarios: readonly Scenario[] = [
  defineScenario({
    name: 'boarding-pass',
    steps: [
      {
        name: 'book',
        request: post('/api/bookings', {
          ...customer,
          json: { flightId: specialFlights.ordinary, passengers: [ada, grace] },
        }),
        expect: 201,
        capture: { id: 'body:/bookingId' },
      },
      pass('PNG by default', 200, ''),
      pass('PNG', 200, '', accept('image/png')),
      pass('SVG', 200, '', accept('image/svg+xml')),
      pass('SVG preferred', 200, '', accept('image/png;q=0.5, image/svg+xml')),
      pass('any image', 200, '', accept('image/*')),
      pass('anything', 200, '', accept('*/*')),
      pass('nothing that we have', 406, '', accept('application/pdf')),
      pass('PNG excluded', 406, '', accept('image/png;q=0')),
      pass('the second passenger', 200, '?passenger=2', accept('image/svg+xml')),
      pass('no third passenger', 404, '?passenger=3'),
      pass('passenger 0', 400, '?passenger=0'),
      pass('passenger no number', 400, '?passenger=ada'),
      pass('passenger twice', 400, '?passenger=1&passenger=2'),
      pass('unchanged', 304, '', { headers: { accept: 'image/png', 'if-none-match': '"1-1-png"' } }),
      pass('another representation', 200, '', {
        headers: { accept: 'image/svg+xml', 'if-none-match': '"1-1-png"' },
      }),
      {
        name: 'its headers',
        request: ({ id }) => head(`/api/bookings/${id}/boarding-pass`, customer),
        expect: 200,
      },
      {
        name: "another customer's",
        request: ({ id }) => get(`/api/bookings/${id}/boarding-pass`, { as: 'customer-2' }),
        expect: 404,
      },
      { name: 'cancel', request: ({ id }) => del(`/api/bookings/${id}`, customer), expect: 204 },
      pass('of a cancelled booking', 409, ''),
    ],
  }),
];
