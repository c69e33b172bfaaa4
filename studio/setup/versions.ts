import type {PartName} from './found-part.ts';

/**
 * The oldest Chromium that is accepted.
 *
 * @remarks
 * The headless mode that draws like a window came with 112, everything else that the
 * stage uses is older; 120 is the oldest that is still worth an answer to a report.
 */
const OLDEST_CHROMIUM = 120;

/** Why a Chromium of this version is not accepted, or `null`. */
export function chromiumProblem(version: string): string | null {
  const major = Number(/^(\d+)\./.exec(version)?.[1] ?? NaN);
  if (Number.isNaN(major))
    return `it states no version that could be read ("${version}")`;
  return major < OLDEST_CHROMIUM
    ? `it is ${version}; ${OLDEST_CHROMIUM} or newer is needed`
    : null;
}

/**
 * The version in the first line of `ffmpeg -version`.
 *
 * @returns `null` where it is another program's output. Builds between releases have a
 * commit instead of a number, so nothing is compared: {@link ffmpegProblem} and a trial
 * say whether it will do.
 */
export function ffmpegVersion(name: PartName, output: string): string | null {
  const [program, word, version] = output.split(/\s/, 3);
  return program === name && word === 'version' && version ? version : null;
}

/** Why an ffmpeg with this list of encoders (`-encoders`) will not do, or `null`. */
export function ffmpegProblem(encoders: string): string | null {
  const names = new Set(
    [...encoders.matchAll(/^ [A-Z.]{6} (\S+)/gm)].map(([, name]) => name),
  );
  const missing = ['libx264', 'mov_text'].filter(name => !names.has(name));
  return missing.length > 0 ? `it was built without ${missing.join(' and ')}` : null;
}

/** The oldest Redis that the queue of a farm is made for. */
const OLDEST_REDIS = [6, 2] as const;

/** What `redis-server --version` says: a version that will do, or why it will not. */
export function redisVerdict(output: string): {version: string} | {problem: string} {
  const [, version, major, minor] =
    /^Redis server v=((\d+)\.(\d+)\S*)/.exec(output) ?? [];
  if (version === undefined) return {problem: 'it does not answer as redis-server does'};
  const [least, next] = OLDEST_REDIS;
  const isOld =
    Number(major) < least || (Number(major) === least && Number(minor) < next);
  return isOld
    ? {problem: `it is ${version}; ${least}.${next} or newer is needed`}
    : {version};
}
