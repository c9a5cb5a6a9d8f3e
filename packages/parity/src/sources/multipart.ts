/** One field of a form; a byte string, one character a byte. */
export interface Part {
  readonly name: string;
  readonly content: string;
  readonly type?: string | undefined;
  readonly filename?: string | undefined;
}

const boundary = '------------------------unlith';

/** Fields -> body of `multipart/form-data`, a byte string: https://www.rfc-editor.org/rfc/rfc7578 */
export function formatMultipart(parts: readonly Part[]): { contentType: string; bytes: string } {
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: `${parts.map(formatPart).join('')}--${boundary}--\r\n`,
  };
}

function formatPart({ name, content, type, filename }: Part): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const contentType = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${contentType}\r\n${content}\r\n`;
}
