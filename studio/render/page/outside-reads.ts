import type {CDPSession, Page} from 'playwright-core';

import {isProxied, proxiedAddress, proxyRefuses} from '../../vite/cors-proxy.ts';
import type {ProxyOptions} from '../../vite/cors-proxy.ts';
import type {OutsideFile, OutsideFiles, OutsideRead} from './outside-files.ts';

/** Without them, a picture is another one: text in another font, to begin with. */
const VITAL: ReadonlySet<string> = new Set(['Stylesheet', 'Font', 'Script']);

/**
 * Requests that are answered here. Frames leave the page by `XMLHttpRequest` to the stage,
 * which is not among them; Chromium 156 tells of it all the same, with all its bytes.
 */
const ANSWERED = [
  ...(['Image', 'Media', 'Stylesheet', 'Font', 'Script', 'Fetch', 'Other'] as const),
];

/** A request of the page that waits for its answer, as far as it matters here. */
interface Paused {
  requestId: string;
  resourceType: string;
  request: {url: string; method: string; headers: Record<string, string>};
}

/**
 * Answers whatever a page asks of other hosts than the stage, and keeps account of it.
 * Motion Canvas's proxy for pictures without CORS headers is here too.
 */
export class OutsideReads {
  private readonly reads = new Map<string, string | null>();
  private readonly problems: string[] = [];
  private readonly vital: string[] = [];

  /**
   * @param origin - Of the stage, which is not outside.
   * @param proxy - Where the project wants one.
   */
  public constructor(
    private readonly files: OutsideFiles,
    private readonly origin: string,
    private readonly proxy: ProxyOptions | null,
  ) {}

  /** Answer a page's requests from now on. */
  public async watch(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    session.on('Fetch.requestPaused', paused => {
      // A page that is closed meanwhile waits for no answer.
      this.answer(session, paused).catch(() => undefined);
    });
    page.on('request', request => {
      const {protocol, origin} = new URL(request.url());
      const isUnseen = request.resourceType() === 'xhr' && protocol === 'http:';
      if (isUnseen && origin !== this.origin) this.reads.set(request.url(), null);
    });
    await session.send('Fetch.enable', {
      patterns: [
        ...[{urlPattern: 'https://*'}, {urlPattern: `${this.origin}/cors-proxy/*`}],
        ...ANSWERED.map(resourceType => ({urlPattern: 'http://*', resourceType})),
      ],
    });
  }

  /** Begin the account anew. */
  public begin(): void {
    this.reads.clear();
    this.problems.length = 0;
    this.vital.length = 0;
  }

  /** What has been read, in a fixed order. */
  public get all(): OutsideRead[] {
    return [...this.reads]
      .map(([url, sha256]) => ({url, sha256}))
      .sort((a, b) => (a.url < b.url ? -1 : 1));
  }

  /** What went wrong, in sentences; empty where nothing did. */
  public get trouble(): string {
    return [...new Set(this.problems)].join(' ');
  }

  /** What is missing in every picture since it could not be read; empty where nothing is. */
  public get missing(): string {
    return [...new Set(this.vital)].join(' ');
  }

  private async answer(session: CDPSession, paused: Paused): Promise<void> {
    const {requestId, resourceType, request} = paused;
    const url = new URL(request.url);
    const isOwn = url.origin === this.origin;
    if (request.method !== 'GET' || (isOwn && !isProxied(url))) {
      if (!isOwn) this.reads.set(request.url, null);
      await session.send('Fetch.continueRequest', {requestId});
      return;
    }
    const file = await this.fileFor(url);
    if (typeof file === 'string') {
      this.note(resourceType, file);
      await session.send('Fetch.failRequest', {requestId, errorReason: 'Failed'});
      return;
    }
    if (file.status >= 400)
      this.note(resourceType, `${addressOf(url)}: status ${file.status}.`);
    if (resourceType === 'Image' && !isOwn && !(ALLOWS in file.headers)) {
      this.problems.push(
        `${url.href}: its host does not allow others to draw it (CORS). Set proxy: true in ` +
          "motionCanvas() of the project's Vite configuration, or copy it into the project.",
      );
    }
    const range = request.headers.Range ?? request.headers.range;
    const {status, headers, body} = replyWith(file, range);
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: status,
      body: body.toString('base64'),
      responseHeaders: Object.entries(headers).map(([name, value]) => ({
        name,
        value,
      })),
    });
  }

  /** @returns The file, or a sentence that says why there is none. */
  private async fileFor(url: URL): Promise<OutsideFile | string> {
    const asked = isProxied(url) && url.origin === this.origin ? this.proxy : null;
    const wanted = asked ? proxiedAddress(url, asked) : {address: url.href};
    if ('refused' in wanted) return `${wanted.refused}.`;
    const file = await this.files.get(wanted.address);
    this.reads.set(wanted.address, typeof file === 'string' ? file : file.sha256);
    if (typeof file === 'string') return `${wanted.address}: ${file}.`;
    const refusal =
      asked &&
      file.status < 400 &&
      proxyRefuses(file.headers['content-type'] ?? null, asked);
    return refusal ? `${wanted.address}: ${refusal}.` : file;
  }

  private note(type: string, problem: string): void {
    this.problems.push(problem);
    if (VITAL.has(type)) this.vital.push(problem);
  }
}

const ALLOWS = 'access-control-allow-origin';

const addressOf = (url: URL): string =>
  isProxied(url) ? decodeURIComponent(url.pathname) : url.href;

/** A reply with the part of a file that is asked for; videos ask for parts. */
function replyWith(
  {status, headers, body}: OutsideFile,
  range: string | undefined,
): {status: number; headers: Record<string, string>; body: Buffer} {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined || status !== 200 || Number(first) >= body.length)
    return {status, headers, body};
  const from = Number(first);
  const to = last === '' ? body.length - 1 : Math.min(Number(last), body.length - 1);
  const part = {
    'accept-ranges': 'bytes',
    'content-range': `bytes ${from}-${to}/${body.length}`,
  };
  return {status: 206, headers: {...headers, ...part}, body: body.subarray(from, to + 1)};
}
