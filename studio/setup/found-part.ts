/** A program that does not come with npm and must be found or installed. */
export type PartName = 'chromium' | 'ffmpeg' | 'ffprobe' | 'redis-server';

/** Parts that only some need: without them, all else works. */
export const OPTIONAL: ReadonlySet<PartName> = new Set(['redis-server']);

/** A program that was found, tried out and accepted. */
export interface FoundPart {
  name: PartName;
  /** Absolute path of the executable. */
  path: string;
  /** As the program states it, e.g. `156.0.8078.79` or `5.1.9-0+deb12u1`. */
  version: string;
  /** Which source it came from, e.g. `AIM_CHROMIUM` or `system`. */
  where: string;
}
