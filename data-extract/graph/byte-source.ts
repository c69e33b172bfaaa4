import {closeSync, fstatSync, openSync, readSync} from 'node:fs';

/** Bytes that are read in pieces: a model file is never held whole. */
export interface ByteSource {
  readonly size: number;
  /** Read `length` bytes; a range outside the source throws a RangeError. */
  read(offset: number, length: number): Uint8Array;
}

const WINDOW = 256 * 1024;

/** A file, read through one window so that walking it in order costs few system calls. */
export class FileSource implements ByteSource {
  public readonly size: number;
  private readonly fd: number;
  private window = Buffer.alloc(0);
  private windowStart = 0;

  public constructor(path: string) {
    this.fd = openSync(path, 'r');
    this.size = fstatSync(this.fd).size;
  }

  public read(offset: number, length: number): Uint8Array {
    if (offset < 0 || length < 0 || offset + length > this.size) {
      throw new RangeError(`bytes ${offset} to ${offset + length} of ${this.size}`);
    }
    const from = offset - this.windowStart;
    if (from < 0 || from + length > this.window.length) {
      this.window = Buffer.alloc(Math.min(this.size - offset, Math.max(length, WINDOW)));
      this.windowStart = offset;
      let filled = 0;
      while (filled < this.window.length) {
        const count = readSync(
          this.fd,
          this.window,
          filled,
          this.window.length - filled,
          offset + filled,
        );
        if (count === 0)
          throw new RangeError('the file became shorter while it was read');
        filled += count;
      }
    }
    const start = offset - this.windowStart;
    return this.window.subarray(start, start + length);
  }

  public close(): void {
    closeSync(this.fd);
  }
}
