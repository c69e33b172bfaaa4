import {sha256} from '../../../foundations/canonical-json.ts';

/** Something that a play has read from outside of its bundle. */
export interface OutsideRead {
  url: string;
  /** Of its content, or in words why there was none; `null` where that cannot be known. */
  sha256: string | null;
}

/** What an address gave. */
export interface OutsideFile {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  sha256: string;
}

/** Seconds that an address may take. */
const PATIENCE = 20;
/** Of the way on which a file came rather than of the file. */
const HOP =
  /^(?:connection|content-(?:encoding|length)|keep-alive|set-cookie|transfer-.*)$/;

/**
 * Reads what plays ask of the web, each address once in a render: all pages, and all
 * workers, get the same bytes, whatever happens to them meanwhile.
 */
export class OutsideFiles {
  private readonly files = new Map<string, Promise<OutsideFile | string>>();

  /** @returns The file, or why there is none. */
  public get(url: string): Promise<OutsideFile | string> {
    const known = this.files.get(url) ?? read(url);
    this.files.set(url, known);
    return known;
  }

  /** Whether an address still gives what it gave an earlier render. */
  public async isSame({url, sha256: before}: OutsideRead): Promise<boolean> {
    if (before === null) return false;
    const now = await this.get(url);
    return before === (typeof now === 'string' ? now : now.sha256);
  }
}

async function read(url: string): Promise<OutsideFile | string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE * 1000);
    const reply = await fetch(url, {signal});
    const body = Buffer.from(await reply.arrayBuffer());
    const headers = [...reply.headers].filter(([name]) => !HOP.test(name));
    const {status} = reply;
    const hash = sha256(Buffer.concat([Buffer.from(`${status}\n`), body]));
    return {status, headers: Object.fromEntries(headers), body, sha256: hash};
  } catch (error) {
    const {name, message, cause} = error as Error;
    if (name === 'TimeoutError') return `it did not answer within ${PATIENCE} s`;
    const why = cause instanceof Error ? cause.message || cause.name : message;
    return `it could not be reached (${why})`;
  }
}
