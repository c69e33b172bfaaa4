import {mkdtemp, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {removeCached} from '../foundations/files/remove-cached.ts';
import {ffmpegEncoder} from '../studio/render/encode/encode-ffmpeg.ts';
import {withBundle} from '../studio/render/page/with-stage.ts';
import {findFfmpeg} from '../studio/setup/parts.ts';
import {runProgram} from '../studio/setup/run-program.ts';
import {toTable} from '../studio/command-line/table.ts';
import {processorTime} from './processor-time.ts';
import {COURSE, DRAFT, GRADIENT, NODES, VIDEO} from './subjects.ts';
import type {Subject} from './subjects.ts';

const FINAL = {preset: 'final', format: 'mp4', crf: 18} as const;
/** Without loss: what the others are compared with. */
const LOSSLESS = {...FINAL, crf: 0};

/** Size, quality and time of drafts and finals of the same frames. */
export async function benchEncode(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-bench-encode-'));
  try {
    for (const subject of [COURSE, GRADIENT, NODES]) await compare(subject, folder);
  } finally {
    await removeCached(folder);
  }
}

async function compare(
  {name, frames, bundle, request}: Omit<Subject, 'own'>,
  folder: string,
): Promise<void> {
  const ffmpeg = await findFfmpeg();
  await withBundle(await bundle(), async ({openPage, server}) => {
    const page = await openPage();
    await page.call('open', request);
    const encode = async (how: typeof DRAFT | typeof LOSSLESS) => {
      const path = join(folder, `${how.preset}-${how.crf}.mp4`);
      const needs = {...how, video: VIDEO, alpha: false};
      const encoder = await ffmpegEncoder(needs, server, ffmpeg);
      await page.again(false);
      const [start, before] = [performance.now(), await processorTime()];
      await encoder.encode(page, {from: 0, to: frames, peek: false}, path);
      const seconds = (performance.now() - start) / 1000;
      const spent = ((await processorTime()) ?? NaN) - (before ?? NaN);
      return {path, seconds, spent};
    };
    const reference = await encode(LOSSLESS);
    const rows: string[][] = [];
    for (const how of [DRAFT, FINAL]) {
      const {path, seconds, spent} = await encode(how);
      const minute = (await stat(path)).size / 1e6 / (frames / VIDEO.fps / 60);
      rows.push([
        ...[how.preset, minute.toFixed(1)],
        await measure('psnr', /average:([\d.]+)/, path, reference.path, ffmpeg.path),
        await measure('ssim', /All:([\d.]+)/, path, reference.path, ffmpeg.path),
        ...[seconds.toFixed(1), spent.toFixed(1)],
      ]);
    }
    const head = [`${name}: ${frames} frames`, 'MB/min', 'PSNR dB', 'SSIM'];
    const table = toTable([...head, 'seconds', 'processor s'], rows);
    process.stdout.write(`${table}\n\n`);
    await page.close();
  });
}

/** How alike two videos are, as a filter of ffmpeg measures it over all planes. */
async function measure(
  filter: 'psnr' | 'ssim',
  figure: RegExp,
  video: string,
  reference: string,
  ffmpeg: string,
): Promise<string> {
  let said = '';
  const graph = `[0:v][1:v]${filter}`;
  const args = ['-i', video, '-i', reference, '-lavfi', graph, '-f', 'null', '-'];
  await runProgram(ffmpeg, ['-hide_banner', ...args], {
    timeout: 600_000,
    onOutput: text => (said += text),
  });
  return figure.exec(said)?.[1] ?? '?';
}
