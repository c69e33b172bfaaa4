import type {PartName} from './found-part.ts';
import type {Machine} from './machine-facts.ts';

const VARIABLES: Record<PartName, string> = {
  chromium: 'point AIM_CHROMIUM at a Chromium or Chrome',
  ffmpeg: 'point FFMPEG_BIN at an ffmpeg with libx264',
  ffprobe: 'point FFPROBE_BIN at an ffprobe',
  'redis-server': 'point REDIS_SERVER_BIN at a redis-server',
};

/** Debian's packages; others have mostly the same names. */
const PACKAGES: Record<PartName, string> = {
  chromium: 'chromium',
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  'redis-server': 'redis-server',
};

/** What to do where setup could neither find nor install a part. */
export function installRemedy(
  name: PartName,
  {platform, isRoot, hasApt}: Pick<Machine, 'platform' | 'isRoot' | 'hasApt'>,
): string {
  const program = PACKAGES[name];
  const install =
    hasApt && !isRoot
      ? `Run \`sudo apt-get install ${program}\``
      : platform === 'darwin'
        ? `Run \`brew install ${name === 'redis-server' ? 'redis' : program}\``
        : `Install ${program}`;
  return `${install}, or ${VARIABLES[name]}; then run \`npm run setup\` again.`;
}
