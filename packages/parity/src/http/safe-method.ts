/** https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1; TRACE is answered by proxies, not by apps. */
export function isSafeMethod(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}
