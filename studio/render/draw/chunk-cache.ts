import {readdir, readFile, rename, rm, stat, utimes} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';

import {sha256} from '../../../foundations/canonical-json.ts';
import {naming} from '../../../foundations/files/file-error.ts';
import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {readPartialName} from '../../../foundations/files/partial-name.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import {isAlive} from '../../../foundations/files/is-alive.ts';
import {chunksToEvict} from './evict.ts';
import type {StoredChunk} from './evict.ts';
import type {DrawnChunk} from '../encode/encoder.ts';
import type {OutsideRead} from '../page/outside-files.ts';
import {FORMATS} from '../options/formats.ts';
import type {SharedStore} from '../store/shared-store.ts';

/** What the cache knows of a chunk besides its video. */
export interface ChunkRecord extends DrawnChunk {
  /** SHA-256 of the video file. */
  videoSha256: string;
  /** What the play had read from other hosts by then. */
  reads: OutsideRead[];
}

/** Names of ours; a folder that a user gives may hold any others, which stay. */
const PARTIAL = /^\.[0-9a-f]{64}\.[\w-]+\.\d+\.partial(?:\.\w+)+$/;
const RECORD = /^[0-9a-f]{64}\.json$/;
const CHUNK = /^([0-9a-f]{64})((?:\.\w+)+)$/;
const ENDINGS = new Set(Object.values(FORMATS).map(({chunk}) => chunk));
/** Unfinished files of other machines are left alone for so long, in milliseconds. */
const DAY = 24 * 3600 * 1000;

/**
 * Chunks by key: `<key>.mp4` (or another ending) with `<key>.json`, each written under
 * another name first. Several processes and machines may share the folder.
 */
export class ChunkCache {
  /** Part of the names of this process's unfinished files. */
  private readonly owner = `${hostname().replace(/[^\w-]/g, '-')}.${process.pid}`;

  /**
   * @param ending - Ending of the chunks that are asked for, e.g. `.mp4`.
   * @param shared - Where chunks are taken from that are not in the folder, and where
   * those go that are drawn; `null` for nowhere.
   */
  public constructor(
    private readonly folder: string,
    private readonly ending: string,
    private readonly shared: SharedStore | null,
  ) {}

  /** Make the folder, and remove what processes that have died left unfinished. */
  public async prepare(): Promise<void> {
    await makeFolder(this.folder);
    for (const name of await readdir(this.folder)) {
      const isUnfinished =
        PARTIAL.test(name) || RECORD.test(readPartialName(name)?.of ?? '');
      if (isUnfinished && (await this.isLeftOver(name)))
        await rm(join(this.folder, name), {force: true});
    }
  }

  public videoPath(key: string): string {
    return join(this.folder, `${key}${this.ending}`);
  }

  /** A name that no other process uses, for a video that is not whole yet. */
  public partialPath(key: string): string {
    return join(this.folder, `.${key}.${this.owner}.partial${this.ending}`);
  }

  /** The record of a whole chunk, or `null` where there is none or it is damaged. */
  public async read(key: string): Promise<ChunkRecord | null> {
    const own = await this.readOwn(key);
    if (own !== null || this.shared === null) return own;
    const [record, video] = [
      await this.shared.read(`${key}.json`),
      await this.shared.read(`${key}${this.ending}`),
    ];
    if (record === null || video === null) return null;
    await replaceFile(this.recordPath(key), record).catch(naming(this.folder));
    await replaceFile(this.videoPath(key), video).catch(naming(this.folder));
    return this.readOwn(key);
  }

  /** Let others have a chunk that is here, where they do not have it. */
  public async share(key: string): Promise<void> {
    if (this.shared === null || (await this.shared.has(`${key}.json`))) return;
    await this.put(key, this.shared);
  }

  private async put(key: string, shared: SharedStore): Promise<void> {
    await shared.write(`${key}${this.ending}`, await readFile(this.videoPath(key)));
    // Last, since it says that the chunk is there.
    await shared.write(`${key}.json`, await readFile(this.recordPath(key)));
  }

  private async readOwn(key: string): Promise<ChunkRecord | null> {
    try {
      const record = JSON.parse(
        await readFile(this.recordPath(key), 'utf8'),
      ) as ChunkRecord;
      const video = await readFile(this.videoPath(key));
      if (
        sha256(video) !== record.videoSha256 ||
        !Array.isArray(record.hashes) ||
        !Array.isArray(record.reads)
      )
        return null;
      const now = new Date();
      // In a cache that others may only read, chunks are just as good.
      await utimes(this.videoPath(key), now, now).catch(() => undefined);
      return record;
    } catch {
      return null;
    }
  }

  /** Take a whole video from its partial name into the cache. */
  public async store(
    key: string,
    drawn: Omit<ChunkRecord, 'videoSha256'>,
  ): Promise<ChunkRecord> {
    const partial = this.partialPath(key);
    const record = {...drawn, videoSha256: sha256(await readFile(partial))};
    // First, since only what has a record is ever removed again.
    await replaceFile(this.recordPath(key), JSON.stringify(record)).catch(
      naming(this.folder),
    );
    await rename(partial, this.videoPath(key));
    if (this.shared !== null) await this.put(key, this.shared);
    return record;
  }

  /** Remove what a failed chunk has left. */
  public async discard(key: string): Promise<void> {
    await rm(this.partialPath(key), {force: true});
  }

  /** Remove the longest unused chunks until the rest fits into `limit` bytes. */
  public async evict(limit: number, keep: ReadonlySet<string>): Promise<number> {
    const chunks: (StoredChunk & {name: string})[] = [];
    for (const name of await readdir(this.folder)) {
      const [, key, ending] = CHUNK.exec(name) ?? [];
      if (key === undefined || !ENDINGS.has(ending)) continue;
      const facts = await stat(join(this.folder, name)).catch(() => null);
      if (facts) chunks.push({name, key, bytes: facts.size, used: facts.mtimeMs});
    }
    const evicted = new Set(chunksToEvict(chunks, limit, keep));
    for (const {key, name} of chunks) {
      if (!evicted.has(key) || !(await this.isOurs(key))) continue;
      await rm(this.recordPath(key), {force: true});
      await rm(join(this.folder, name), {force: true});
    }
    return evicted.size;
  }

  private async isOurs(key: string): Promise<boolean> {
    const text = await readFile(this.recordPath(key), 'utf8').catch(() => '');
    return text.includes('"videoSha256"');
  }

  /** Whether nobody will finish a file; only this machine's processes can be asked. */
  private async isLeftOver(name: string): Promise<boolean> {
    const [host, pid] = this.owner.split('.');
    const owner = new RegExp(`\\.${host}\\.(\\d+)\\.partial`).exec(name)?.[1];
    if (owner !== undefined) return owner !== pid && !isAlive(Number(owner));
    const facts = await stat(join(this.folder, name)).catch(() => null);
    return facts !== null && Date.now() - facts.mtimeMs > DAY;
  }

  private recordPath(key: string): string {
    return join(this.folder, `${key}.json`);
  }
}
