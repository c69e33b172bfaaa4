import {cp, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {makeFolder} from '../foundations/files/make-folder.ts';
import {courseProjects} from '../studio/course/projects.ts';
import {buildBundle, buildProjectBundle} from '../studio/render/bundle/bundle.ts';
import type {Bundle} from '../studio/render/bundle/bundle.ts';
import {openRequest} from '../studio/render/plan/unit.ts';
import {ROOT} from '../foundations/root.ts';
import {sceneOf} from '../studio/course/scene-files.ts';
import type {OpenRequest} from '../studio/stage/protocol.ts';
import {glyphsPlugin} from '../studio/vite/glyphs-plugin.ts';
import {lessonPlugin} from '../studio/vite/lesson-plugin.ts';
import {ownEntriesPlugin} from '../studio/vite/own-entries-plugin.ts';
import {settingsPlugin} from '../studio/vite/settings-plugin.ts';
import type {OwnProject} from './own-exporter.ts';

export const VIDEO = {width: 1920, height: 1080, fps: 60};

/** Drafts as `aim render` makes them. */
export const DRAFT = {preset: 'draft', format: 'mp4', crf: 22} as const;

/** What is rendered, by Motion Canvas's own exporter and by ours. */
export interface Subject {
  name: string;
  /** Frames that are timed, from the first one. */
  frames: number;
  own: OwnProject;
  bundle(): Promise<Bundle>;
  request: OpenRequest;
}

const SCENE = sceneOf('09-self-attention/what-is-it');

/** Settings of a project for the exporter, and how much of it is rendered. */
const metaOf = (frames: number): string =>
  JSON.stringify({
    version: 0,
    shared: {
      background: null,
      // It ends with the frame at the end of its range, which it counts in seconds.
      range: [0, (frames - 1) / VIDEO.fps - 1e-6],
      size: {x: VIDEO.width, y: VIDEO.height},
    },
    preview: {fps: VIDEO.fps, resolutionScale: 1},
    rendering: {
      fps: VIDEO.fps,
      resolutionScale: 1,
      colorSpace: 'srgb',
      exporter: {
        name: '@motion-canvas/ffmpeg',
        options: {
          fastStart: true,
          includeAudio: false,
        },
      },
    },
  });

async function prepareCourse(folder: string): Promise<void> {
  await cp(join(ROOT, 'scenes'), join(folder, 'scenes'), {recursive: true});
  for (const name of [
    'assets',
    'foundations',
    'data-extract',
    'node_modules',
    'tsconfig.json',
  ])
    await symlink(join(ROOT, name), join(folder, name));
  const base = join(folder, 'scenes', SCENE.lesson, 'bench');
  await writeFile(
    `${base}.ts`,
    `import {lessonProject} from 'attention-in-motion/lesson/lesson-project';
import scene from './${SCENE.scene}?scene';
export default await lessonProject([scene]);
`,
  );
  await writeFile(`${base}.meta`, metaOf(480));
}

const PLAY = {...VIDEO, theme: 'light', captions: 'picture'} as const;

/** A scene of the course, two thirds of whose frames repeat the one before. */
export const COURSE: Subject = {
  name: `scene ${SCENE.id}`,
  frames: 480,
  own: {
    prepare: prepareCourse,
    project: `scenes/${SCENE.lesson}/bench.ts`,
    plugins: folder => [
      ownEntriesPlugin(),
      settingsPlugin(),
      lessonPlugin({root: folder, captures: null, live: null}),
      glyphsPlugin(),
    ],
  },
  bundle: () => buildBundle(ROOT, courseProjects(ROOT, [SCENE.lesson])),
  request: openRequest(SCENE, 'en', PLAY, VIDEO),
};

/** So few because the own exporter takes most of a second for each. */
const NODES_FRAMES = 40;
const NODES_FOLDER = join(ROOT, 'bench/nodes');
const GRADIENT_FOLDER = join(ROOT, 'bench/gradient');

const projectIn = (root: string): Promise<Bundle> =>
  buildProjectBundle({file: join(root, 'project.ts'), root}, 'project');

const PROJECT: OpenRequest = {
  project: 'project',
  scenes: null,
  variables: {},
  ...VIDEO,
  scale: 1,
  pixels: [VIDEO.width, VIDEO.height],
  background: 'rgb(18,21,27)',
  colorSpace: 'srgb',
  skipUnchanged: false,
  checkGlyphs: false,
};

/** A plain project of 650 nodes, all of which move in every frame. */
export const NODES: Subject = {
  name: 'plain project of 650 nodes',
  frames: NODES_FRAMES,
  own: {
    async prepare(folder) {
      await makeFolder(dirname(folder));
      await cp(NODES_FOLDER, folder, {recursive: true});
      await writeFile(join(folder, 'project.meta'), metaOf(NODES_FRAMES));
    },
    project: 'project.ts',
    plugins: () => [settingsPlugin()],
  },
  bundle: () => projectIn(NODES_FOLDER),
  request: PROJECT,
};

/** Text that comes and goes over a gradient: smooth grounds are what encoders find hard. */
export const GRADIENT: Omit<Subject, 'own'> = {
  name: 'text over a gradient',
  frames: 480,
  bundle: () => projectIn(GRADIENT_FOLDER),
  request: PROJECT,
};
