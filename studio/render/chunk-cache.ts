import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {join} from 'node:path';

import {sha256} from '../../data-extract/capture/canonical-json.ts';
import {chunksToEvict} from './evict.ts';
import type {StoredChunk} from './evict.ts';

/** What the cache knows of a chunk besides its video. */
export interface ChunkRecord {
  /** One hash per frame. */
  hashes: string[];
  /** SHA-256 of the video file. */
  videoSha256: string;
}

const PARTIAL = /^\..*\.(\d+)\.partial(?:\.\w+)?$/;
const CHUNK = /^([0-9a-f]{64})\.mp4$/;

/** Chunks by key: `<key>.mp4` with `<key>.json`, each written under another name first. */
export class ChunkCache {
  public constructor(private readonly folder: string) {}

  /** Make the folder, and remove what processes that have died left unfinished. */
  public async prepare(): Promise<void> {
    await mkdir(this.folder, {recursive: true});
    for (const name of await readdir(this.folder)) {
      const pid = PARTIAL.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid)))
        await rm(join(this.folder, name), {force: true});
    }
  }

  public videoPath(key: string): string {
    return join(this.folder, `${key}.mp4`);
  }

  /** A name that no other process uses, for a video that is not whole yet. */
  public partialPath(key: string): string {
    return join(this.folder, `.${key}.${process.pid}.partial.mp4`);
  }

  /** The record of a whole chunk, or `null` where there is none or it is damaged. */
  public async read(key: string): Promise<ChunkRecord | null> {
    try {
      const record = JSON.parse(
        await readFile(this.recordPath(key), 'utf8'),
      ) as ChunkRecord;
      const video = await readFile(this.videoPath(key));
      if (sha256(video) !== record.videoSha256 || !Array.isArray(record.hashes))
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
  public async store(key: string, hashes: string[]): Promise<ChunkRecord> {
    const partial = this.partialPath(key);
    const record = {hashes, videoSha256: sha256(await readFile(partial))};
    await rename(partial, this.videoPath(key));
    const temporary = join(this.folder, `.${key}.${process.pid}.partial.json`);
    await writeFile(temporary, JSON.stringify(record));
    await rename(temporary, this.recordPath(key));
    return record;
  }

  /** Remove what a failed chunk has left. */
  public async discard(key: string): Promise<void> {
    await rm(this.partialPath(key), {force: true});
  }

  /** Remove the longest unused chunks until the rest fits into `limit` bytes. */
  public async evict(limit: number, keep: ReadonlySet<string>): Promise<number> {
    const chunks: StoredChunk[] = [];
    for (const name of await readdir(this.folder)) {
      const key = CHUNK.exec(name)?.[1];
      const facts = key && (await stat(join(this.folder, name)).catch(() => null));
      if (key && facts) chunks.push({key, bytes: facts.size, used: facts.mtimeMs});
    }
    const evicted = chunksToEvict(chunks, limit, keep);
    for (const key of evicted) {
      await rm(this.recordPath(key), {force: true});
      await rm(this.videoPath(key), {force: true});
    }
    return evicted.length;
  }

  private recordPath(key: string): string {
    return join(this.folder, `${key}.json`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
