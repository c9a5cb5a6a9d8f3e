import { describe, expect, it } from 'vitest';
import { createCredentials } from '../src/tokens.ts';
import { UsageError } from '../src/usage-error.ts';

describe('tokens', () => {
  const credentials = createCredentials(['customer-1=a.b=.c'], {
    UNLITH_TOKEN_CUSTOMER_1: 'from the environment',
    UNLITH_TOKEN_CUSTOMER_2: 'd.e.f',
  });

  it.each([
    ['an option', 'customer-1', 'a.b=.c'],
    ['the environment', 'customer-2', 'd.e.f'],
    ['nowhere', 'customer-3', undefined],
  ])('come from %s', (_, name, token) => {
    expect(credentials(name)).toBe(token);
  });

  it.each(['', 'customer-1', '=token', 'customer-1=', 'two words=token'])(
    'refuse the option "%s"',
    (option) => {
      expect(() => createCredentials([option], {})).toThrow(UsageError);
    },
  );
});
