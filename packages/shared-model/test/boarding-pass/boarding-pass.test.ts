import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBoardingPass } from '../../src/boarding-pass/index.ts';
import { cancelBooking, createBooking, getBoardingPass } from '../../src/index.ts';
import { ada, airbus, createMemoryAirline, grace } from '../airline.ts';

const customerId = 'customer-1';
const book = async (passengers: { firstName: string; lastName: string }[]) => {
  const airline = createMemoryAirline();
  return {
    airline,
    booking: await createBooking(airline, { customerId, input: { flightId: airbus.flightId, passengers } }),
  };
};

describe('getBoardingPass', () => {
  it('writes the columns of resolution 792', async () => {
    const { airline, booking } = await book([ada, grace]);
    const pass = await getBoardingPass(airline, { ...booking, query: { passenger: '2' } });
    expect(pass).toEqual({
      text: 'M1HOPPER/GRACE        E000001 LHRJFKUL 0101 328Y    0002 000',
      passenger: 2,
      version: 1,
    });
  });

  it('always has 60 characters of the barcode alphabet, whatever the name', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^[^\p{Cc}\p{Cs}]{1,60}$/u.test(text) && /\S/.test(text));
    await fc.assert(
      fc.asyncProperty(name, name, async (firstName, lastName) => {
        const { airline, booking } = await book([{ firstName, lastName }]);
        const { text } = await getBoardingPass(airline, { ...booking, query: {} });
        expect(text).toMatch(/^[A-Z0-9/ ]{60}$/);
      }),
    );
  });

  it.each([
    ['boarding-pass.passenger-not-found', '3'],
    ['input.invalid', '0'],
    ['input.invalid', 'two'],
  ])('refuses: %s for passenger %s', async (code, passenger) => {
    const { airline, booking } = await book([ada, grace]);
    await expect(getBoardingPass(airline, { ...booking, query: { passenger } })).rejects.toMatchObject({
      code,
    });
  });

  it('refuses a cancelled booking', async () => {
    const { airline, booking } = await book([ada]);
    await cancelBooking(airline, booking);
    await expect(getBoardingPass(airline, { ...booking, query: {} })).rejects.toMatchObject({
      code: 'booking.cancelled',
    });
  });
});

describe('renderBoardingPass', () => {
  it('draws the same bytes for the same text', async () => {
    const png = await renderBoardingPass('M1', 'png');
    expect(Buffer.from(png).subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(await renderBoardingPass('M1', 'png')).toEqual(png);
    expect(await renderBoardingPass('M1', 'svg')).toMatch(/^<svg /);
    expect(await renderBoardingPass('M1', 'svg')).not.toEqual(await renderBoardingPass('M2', 'svg'));
  });
});
