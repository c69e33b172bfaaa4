import {existsSync} from 'node:fs';
import {resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {UserError} from '../../foundations/user-error.ts';
import {FORMAT_NAMES} from '../render/options/formats.ts';
import type {FormatName} from '../render/options/formats.ts';
import {readManifest} from '../render/assemble/manifest.ts';
import {resolveOptions} from '../render/options/options.ts';
import {variantOf} from '../render/options/still-options.ts';
import {videoFiles} from '../render/assemble/video-files.ts';
import {CAPTURES, captureFolder, sceneOf} from '../course/scene-files.ts';
import type {SceneName} from '../course/scene-files.ts';
import type {CaptureState, State} from '../freshness/capture-states.ts';
import {expectedEncoder} from './expected-encoder.ts';
import type {KnownTools} from './expected-encoder.ts';
import {inputChanges} from '../freshness/input-changes.ts';
import type {InputReader} from '../freshness/read-inputs.ts';
import type {RenderInputs} from '../freshness/render-inputs.ts';

/** A video and whether it shows what its scene would show now. */
export interface RenderState {
  scene: string;
  locale: string;
  theme: string;
  /** The video, relative to the repository. */
  file: string;
  state: State;
  /** What has changed, each in words. */
  reasons: string[];
}

/** What the states of videos are judged by. */
export interface RenderContext {
  /** The repository. */
  root: string;
  course: Course;
  /** Folder of the videos, relative to the repository. */
  out: string;
  captures: readonly CaptureState[];
  inputs: InputReader;
  tools: KnownTools;
}

/**
 * The states of the videos of scenes, from files alone: one MP4 per language in the theme
 * of the course, and those in the other theme and in other formats that are there.
 */
export async function renderStates(
  scenes: readonly SceneName[],
  context: RenderContext,
): Promise<RenderState[]> {
  const {course} = context;
  const states = scenes.flatMap(scene =>
    course.locales.flatMap(locale =>
      THEMES.flatMap(theme =>
        FORMAT_NAMES.map(format => stateOf(scene, locale, theme, format, context)),
      ),
    ),
  );
  return (await Promise.all(states)).filter(state => state !== null);
}

const THEMES = ['light', 'dark'] as const;

async function stateOf(
  scene: SceneName,
  locale: string,
  theme: (typeof THEMES)[number],
  format: FormatName,
  context: RenderContext,
): Promise<RenderState | null> {
  const {root, course, out} = context;
  const base = `${out}/${scene.id}.${locale}${variantOf(theme)}`;
  const {file, manifest: place} = videoFiles(base, format, true);
  const as = (state: State, reasons: string[]): RenderState => ({
    scene: scene.id,
    locale,
    theme,
    file,
    state,
    reasons,
  });
  const manifest = await readManifest(resolve(root, place));
  if (!manifest || !existsSync(resolve(root, file))) {
    const isUsual = theme === course.theme && format === 'mp4';
    return isUsual ? as('missing', ['not rendered yet']) : null;
  }
  if (!manifest.inputs) return as('stale', ['rendered by an earlier version']);
  const reasons = await changesOf(manifest.inputs, scene, locale, context).catch(
    (error: unknown) => {
      // What stands in the way of rendering it is what there is to say of it.
      if (error instanceof UserError) return [error.message.replace(/\.$/, '')];
      throw error;
    },
  );
  return as(reasons.length > 0 ? 'stale' : 'fresh', reasons);
}

async function changesOf(
  former: RenderInputs,
  scene: SceneName,
  locale: string,
  {root, course, captures, inputs, tools}: RenderContext,
): Promise<string[]> {
  const options = resolveOptions(former.given, [scene], course, 1);
  const encoder = expectedEncoder(options, tools);
  const browser = {version: tools.chromium ?? ''};
  const now = await inputs.inputsOf(scene, locale, options, encoder, browser);
  const behind = captures.filter(
    ({scene: id, state}) =>
      state !== 'fresh' &&
      Object.hasOwn(now.captures, id) &&
      captureFolder(root, sceneOf(id), options.others) === `${CAPTURES}/${id}`,
  );
  return [
    ...new Set([
      ...behind.flatMap(({reasons}) => reasons),
      ...inputChanges(former, now, {...scene, locale}),
    ]),
  ];
}
