import {
  each,
  folder,
  special,
  text,
  whole,
  word,
  yes,
} from '../../command-line/flag-kinds.ts';
import type {Given} from '../../command-line/flag.ts';
import {FORMAT_NAMES} from './formats.ts';
import {storePlace} from '../store/store-place.ts';
import {parseShard} from './shard.ts';

/** Flags of all that makes videos. */
export const OUTPUT_FLAGS = {
  preset: word(['draft', 'final'], {
    says: 'draft: fast; final: smaller still, at more effort',
    value: 'preset',
    otherwise: 'draft',
  }),
  format: word(FORMAT_NAMES, {
    says: 'What the video is written as',
    value: 'format',
    otherwise: 'mp4',
  }),
  crf: whole({
    says: 'Quality of MP4 and WebM; lower is better',
    low: 0,
    high: 63,
    otherwise: null,
    byDefault: 'by preset and format',
  }),
  workers: whole({
    says: 'Pages that draw at once',
    low: 1,
    high: 64,
    otherwise: null,
    byDefault: 'half the processors, at most 8',
  }),
  out: folder('Folder of the videos', 'renders; with --captures: renders/with/...'),
  cache: folder('Folder of finished chunks', '.cache/chunks'),
  store: special(
    'folder|s3://',
    'Share chunks there with other machines: those that lie there are not drawn, those that are drawn go there',
    (flag, given) => {
      storePlace(flag, String(given));
      return String(given);
    },
  ),
  force: yes('Draw again what is in the cache'),
  cacheLimit: whole({
    says: 'Size of the cache; the longest unused chunks go',
    value: 'MB',
    low: 1,
    high: 2 ** 30,
    otherwise: 4096,
  }),
  frameTimeout: whole({
    says: 'Seconds that one frame may take',
    value: 's',
    low: 1,
    high: 3600,
    otherwise: 60,
  }),
  dryRun: yes('Print the plan and draw nothing'),
  shard: special(
    'i/n',
    'Draw one of n parts into the cache; --assemble joins them',
    (_, given) => parseShard(String(given)),
  ),
  chunk: each('key', 'Draw a chunk of the plan alone, by its key'),
  plan: text('file', 'Write the plan with a command for each chunk, and draw nothing'),
  assemble: yes('Join chunks that are in the cache and draw nothing'),
};

/** Flags of {@link OUTPUT_FLAGS} as they were given. */
export type OutputFlags = Given<typeof OUTPUT_FLAGS>;
