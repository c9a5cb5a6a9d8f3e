import { getBoardingPass } from '@unlith/shared-model';
import { renderBoardingPass } from '@unlith/shared-model/boarding-pass';
import { findBooking } from '@unlith/shared-model/dynamodb';
import Negotiator from 'negotiator';
import { openTable } from '../environment.ts';
import { answering } from '../http/answering.ts';
import type { HttpEvent } from '../http/event.ts';
import { customerOf, pathParameter, queryOf } from '../http/request.ts';
import { RequestError } from '../http/request-error.ts';

/** In the order of our preference. */
const formats = { 'image/png': 'png', 'image/svg+xml': 'svg' } as const;
const contentTypes = { png: 'image/png', svg: 'image/svg+xml; charset=utf-8' } as const;

export const createHandler = (deps: Parameters<typeof getBoardingPass>[0]) =>
  answering(
    async (event) => {
      const format = negotiateFormat(event);
      const { text, passenger, version } = await getBoardingPass(deps, {
        customerId: customerOf(event),
        bookingId: pathParameter(event, 'bookingId'),
        query: queryOf(event),
      });
      const headers = { etag: `"${version}-${passenger}-${format}"`, 'content-type': contentTypes[format] };
      return { status: 200, headers, body: await renderBoardingPass(text, format) };
    },
    { vary: 'Accept' },
  );

/** No Accept at all, or an empty one, accepts anything. */
function negotiateFormat({ headers }: HttpEvent): 'png' | 'svg' {
  const accept = headers.accept || '*/*';
  const [mediaType] = new Negotiator({ headers: { accept } }).mediaTypes(Object.keys(formats));
  if (!mediaType) throw new RequestError('request.not-acceptable');
  return formats[mediaType as keyof typeof formats];
}

export const handler = createHandler({
  bookings: { findBooking: findBooking(openTable('BOOKINGS_TABLE')) },
});
