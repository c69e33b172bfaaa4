import {createHash} from 'node:crypto';
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** What the cache knows of a chunk besides its video. */
export interface ChunkRecord {
  /** One hash per frame. */
  hashes: string[];
  /** SHA-256 of the video file. */
  videoSha256: string;
}

/** Chunks by key: `<key>.mp4` with `<key>.json`, each written under another name first. */
export class ChunkCache {
  public constructor(private readonly folder: string) {}

  public async prepare(): Promise<void> {
    await mkdir(this.folder, {recursive: true});
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
      return hash(video) === record.videoSha256 && Array.isArray(record.hashes)
        ? record
        : null;
    } catch {
      return null;
    }
  }

  /** Take a whole video from its partial name into the cache. */
  public async store(key: string, hashes: string[]): Promise<ChunkRecord> {
    const partial = this.partialPath(key);
    const record = {hashes, videoSha256: hash(await readFile(partial))};
    await rename(partial, this.videoPath(key));
    const temporary = `${this.recordPath(key)}.${process.pid}.partial`;
    await writeFile(temporary, JSON.stringify(record));
    await rename(temporary, this.recordPath(key));
    return record;
  }

  /** Remove what a failed chunk has left. */
  public async discard(key: string): Promise<void> {
    await rm(this.partialPath(key), {force: true});
  }

  private recordPath(key: string): string {
    return join(this.folder, `${key}.json`);
  }
}

const hash = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
