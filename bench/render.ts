import {log} from '../studio/command-line/output.ts';
import {findFfmpeg} from '../studio/setup/parts.ts';
import {ffmpegEncoder} from '../studio/render/encode/encode-ffmpeg.ts';
import {withBundle} from '../studio/render/page/with-stage.ts';
import type {ReadyStage} from '../studio/render/page/with-stage.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {median} from './median.ts';
import {startOwnExporter} from './own-exporter.ts';
import {processorTime} from './processor-time.ts';
import {COURSE, DRAFT, NODES, VIDEO} from './subjects.ts';
import type {Subject} from './subjects.ts';

const ROUNDS = 3;

/** A way of ours to draw the same frames. */
interface Way {
  name: string;
  pages: number;
  skipUnchanged: boolean;
}

const ONE_PAGE: Way = {name: 'draft, 1 worker', pages: 1, skipUnchanged: false};
const TWO_PAGES: Way = {name: 'draft, 2 workers', pages: 2, skipUnchanged: false};

/** A scene of the course: ours and Motion Canvas's own exporter in turn. */
export async function benchCourse(): Promise<void> {
  const skipping = {pages: 1, skipUnchanged: true};
  await compare(COURSE, [
    {...skipping, name: 'draft, 1 worker'},
    {...skipping, name: 'draft, 2 workers', pages: 2},
    {...ONE_PAGE, name: 'draft, 1 worker, no frame skipped'},
    {...TWO_PAGES, name: 'draft, 2 workers, no frame skipped'},
  ]);
}

/** A plain project of many nodes, likewise. */
export const benchNodes = (): Promise<void> => compare(NODES, [ONE_PAGE, TWO_PAGES]);

/** What one round of one way took. */
interface Taken {
  seconds: number;
  /** Cores that were busy on average, with whatever the way starts. */
  cores: number;
}

/** @param render - Gives seconds. */
async function taken(render: () => Promise<number>): Promise<Taken> {
  const before = await processorTime();
  const start = performance.now();
  const seconds = await render();
  const whole = (performance.now() - start) / 1000;
  const after = await processorTime();
  return {
    seconds,
    cores: before === null || after === null ? NaN : (after - before) / whole,
  };
}

async function compare(subject: Subject, ways: readonly Way[]): Promise<void> {
  const {name, frames} = subject;
  const own = await startOwnExporter(name.split(/\W+/).join('-'), subject.own);
  try {
    await withBundle(await subject.bundle(), async stage => {
      const all = [
        {name: "Motion Canvas's own exporter", render: () => own.render()},
        ...ways.map(way => ({
          name: way.name,
          render: () => measure(stage, subject, way),
        })),
      ].map(way => ({...way, rounds: [] as Taken[]}));
      for (let round = 1; round <= ROUNDS; round++) {
        for (const way of all) {
          const one = await taken(way.render);
          way.rounds.push(one);
          log.log(`  round ${round}: ${way.name} ${one.seconds.toFixed(1)} s`);
        }
      }
      const medians = all.map(({rounds}) => median(rounds.map(({seconds}) => seconds)));
      const rows = all.map(({name, rounds}, i) => [
        ...[name, (frames / medians[i]).toFixed(1), (medians[0] / medians[i]).toFixed(2)],
        median(rounds.map(({cores}) => cores)).toFixed(1),
      ]);
      const head = [`${name}: ${frames} frames, 1080p60`, 'frames/s', 'times', 'cores'];
      process.stdout.write(`${toTable(head, rows)}\n\n`);
    });
  } finally {
    await own.close();
  }
}

/** Seconds from opened pages to finished files. */
async function measure(
  {openPage, server}: ReadyStage,
  {frames, request}: Subject,
  {pages: count, skipUnchanged}: Way,
): Promise<number> {
  const needs = {...DRAFT, video: VIDEO, alpha: false};
  const encoder = await ffmpegEncoder(needs, server, await findFfmpeg());
  const pages = await Promise.all(Array.from({length: count}, () => openPage()));
  const start = performance.now();
  const how = {...request, skipUnchanged};
  const {scenes} = await pages[0].call('open', how);
  await Promise.all(
    pages.map(async (page, i) => {
      page.show(how, scenes, false);
      const from = Math.round((i * frames) / count);
      const to = Math.round(((i + 1) * frames) / count);
      const path = `${ROOT}/.cache/bench-${process.pid}-${i}.mp4`;
      await encoder.encode(page, {from, to, peek: false}, path);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(pages.map(page => page.close()));
  return seconds;
}
