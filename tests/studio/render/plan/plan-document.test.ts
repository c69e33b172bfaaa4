import {execFileSync} from 'node:child_process';

import {expect, test} from 'vitest';

import {planDocument} from '../../../../studio/render/plan/plan-document.ts';
import type {DocumentedPlan} from '../../../../studio/render/plan/plan-document.ts';
import {planUnit} from '../../../../studio/render/plan/unit.ts';

const tools = {browser: {version: '140.0', flags: ['--a']}, encoder: ['ffmpeg', '7.0']};

/** What a document takes of a video, 300 frames long. */
function videoOf(locale: string | null, flags: Record<string, string | boolean>) {
  const identity = locale === null ? {} : {scene: '01-a/b', locale};
  const play = {
    ...{name: `01-a/b ${locale}`, identity: {scene: '01-a/b'}},
    inputs: {code: 'c', script: `s ${locale}`},
    request: {width: 16, variables: {locale}},
  };
  const opened = {frames: 300, scenes: []};
  const unit = planUnit(play as never, opened as never, tools);
  return {
    identity,
    units: [unit],
    flags: {...flags, ...(locale === null ? {} : {locale})},
  };
}

const documentOf = (
  videos: readonly ReturnType<typeof videoOf>[],
  places: DocumentedPlan['places'] = {cache: 'chunks', out: 'renders'},
) =>
  planDocument({
    ...{version: '0.1.0', tools, places},
    videos: videos as never,
    chunks: videos.flatMap(({units}) =>
      units[0].chunks.map(chunk => ({
        ...chunk,
        scene: '01-a/b',
        state: 'missing' as const,
      })),
    ),
  });

test('each chunk has a command, in its language, and all together one that joins', () => {
  const flags = {preset: 'final', transparent: true, size: '16x9'};
  const {chunks, assemble, scenes, plays, ...rest} = documentOf([
    videoOf('en', flags),
    videoOf('ko', flags),
  ]);
  expect(chunks.map(({from, to}) => [from, to])).toEqual([
    ...[
      [0, 240],
      [240, 300],
    ],
    ...[
      [0, 240],
      [240, 300],
    ],
  ]);
  expect(new Set(chunks.map(({key}) => key)).size).toBe(4);
  expect(chunks[3].command).toBe(
    `npx aim render 01-a/b --preset final --transparent --size 16x9 --locale ko --cache chunks --chunk ${chunks[3].key}`,
  );
  expect(assemble).toBe(
    'npx aim render 01-a/b --preset final --transparent --size 16x9 --cache chunks --out renders --assemble',
  );
  expect(scenes).toEqual(['01-a/b']);
  expect(plays.map(({name, script}) => [name, script])).toEqual([
    ['01-a/b en', 's en'],
    ['01-a/b ko', 's ko'],
  ]);
  expect(plays[0].picture).not.toBe(plays[1].picture);
  expect(rest).toMatchObject({format: 1, version: '0.1.0', tools});
});

test('one language stays one when all is joined', () => {
  expect(documentOf([videoOf('ko', {})]).assemble).toContain('--locale ko');
});

test('a project has no scenes', () => {
  const {scenes, chunks, assemble} = documentOf([videoOf(null, {project: 'p.ts'})]);
  expect(scenes).toEqual([]);
  expect(chunks[0].command).toContain('npx aim render --project p.ts --cache chunks');
  expect(assemble).toMatch(/^npx aim render --project p\.ts .* --assemble$/);
});

test('what only a joined video shows is drawn with its whole lesson', () => {
  const [scene, lesson] = [videoOf('en', {}), videoOf('en', {preset: 'draft'})];
  const [card] = videoOf('ko', {}).units;
  const joined = {
    ...lesson,
    identity: {lesson: '01-a', locale: 'en'},
    units: [...scene.units, card],
  };
  const {chunks, plays} = planDocument({
    version: '0.1.0',
    places: {},
    tools,
    videos: [scene, joined] as never,
    chunks: [...scene.units[0].chunks, ...card.chunks].map(chunk => ({
      ...chunk,
      scene: '01-a/b',
      state: 'missing' as const,
    })),
  });
  expect(chunks[0].command).toContain('npx aim render 01-a/b --locale en --chunk');
  expect(chunks[2].command).toContain(
    'npx aim render 01-a --preset draft --locale en --chunk',
  );
  expect(plays).toHaveLength(2);
});

test('a shell reads each word as it is', () => {
  const store = "it's in $HOME/`a b`";
  const {assemble} = documentOf([videoOf('en', {})], {store});
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${assemble}`], {
    encoding: 'utf8',
  });
  expect(words.split('\n')).toContain(store);
});
