import { expect, it, vi } from 'vitest';

it('reads the same environment as the app', async () => {
  vi.stubEnv('JWT_ISSUER', '');
  await expect(import('../src/sweep-lambda.ts')).rejects.toThrow('JWT_ISSUER is not set');
  vi.unstubAllEnvs();
});
