import { Socket } from 'node:net';

/**
 * The server's end of a connection whose client is an event: all of the request can be read at once, and what is written stays.
 * It is a `net.Socket`, since apps ask theirs for timeouts, addresses and more.
 */
export class MemorySocket extends Socket {
  readonly #written: Buffer[] = [];

  constructor(remoteAddress: string, request: Buffer) {
    super({ allowHalfOpen: true });
    // Getters of net.Socket, which ask a handle that is not there. HTTP APIs are reached over TLS alone: `req.secure`.
    const remoteFamily = remoteAddress.includes(':') ? 'IPv6' : 'IPv4';
    const facts = { remoteAddress, remoteFamily, remotePort: 443, encrypted: true };
    for (const [name, value] of Object.entries(facts)) Object.defineProperty(this, name, { value });
    // A request that cannot be read is answered with 400 and ends the connection with an error, which nobody else awaits.
    this.on('error', () => {});
    this.push(request);
  }

  get written(): Buffer {
    return Buffer.concat(this.#written);
  }

  override _read(): void {}

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.#written.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding));
    if (this.timeout) this.setTimeout(this.timeout);
    done();
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], done: () => void): void {
    for (const { chunk, encoding } of chunks) this._write(chunk, encoding, () => {});
    done();
  }

  override _final(done: () => void): void {
    done();
  }
}
