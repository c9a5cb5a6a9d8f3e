import { afterEach, beforeEach, vi } from 'vitest';

/** The lines of JSON that each test of a file logs, kept from the console. */
export function useLogLines(): () => Record<string, unknown>[] {
  let written: string[];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => vi.restoreAllMocks());
  return () => written.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}
