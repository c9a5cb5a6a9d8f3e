import { expect, it } from 'vitest';
import { physicalName, stableId } from '../../src/template/physical-name.ts';

const stack = { id: 'Split', name: 'Split', account: '123456789012', region: 'us-east-1' };

it('is the same at every start, and another for another resource', () => {
  const name = physicalName({ stack, logicalId: 'Table' });
  expect(name).toBe('Split-Table-6I4TR9C7AJT0');
  expect(physicalName({ stack, logicalId: 'Table' })).toBe(name);
  expect(physicalName({ stack: { ...stack, name: 'Other' }, logicalId: 'Table' })).not.toBe(name);
});

it('keeps to the length', () => {
  expect(physicalName({ stack, logicalId: 'x'.repeat(100) }, 64)).toHaveLength(64);
  expect(stableId({ stack, logicalId: 'Api' }, 10)).toMatch(/^[a-z0-9]{10}$/);
});
