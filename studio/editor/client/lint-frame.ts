import type {Project} from '@motion-canvas/core';

import {judgeFrame} from '../../lint/judge/rules.ts';
import type {Violation} from '../../lint/judge/rules.ts';
import {inspectFrame, restBefore} from '../../stage/inspect-frame.ts';
import {ScenePlayer} from '../../stage/scene-player.ts';
import {TextRecorder} from '../../stage/text-recorder.ts';

/** A frame to look at. */
export interface LintRequest {
  /** Name of the scene in its project. */
  scene: string;
  /** From the beginning of the scene. */
  frame: number;
  fps: number;
  size: {width: number; height: number};
  variables: Record<string, string>;
}

declare global {
  interface Window {
    /** Everything in a frame that breaks a rule of the layout. */
    aimLint?: (request: LintRequest) => Promise<Violation[]>;
  }
}

/**
 * Body of the hidden page that plays a scene a second time to look at its text: recording
 * changes how all nodes of a page draw, so that it needs a page of its own.
 */
const file = new URLSearchParams(location.search).get('project') ?? '';
const {default: project} = (await import(/* @vite-ignore */ `/@fs${file}?project`)) as {
  default: Project;
};
const recorder = new TextRecorder(1);
let open: {key: string; frame: number; player: ScenePlayer} | null = null;

window.aimLint = async ({scene, frame, fps, size, variables}) => {
  const key = JSON.stringify([scene, fps, size, variables]);
  // A play goes forward only.
  if (open?.key !== key || restBefore(frame, fps) < open.frame) {
    const player = new ScenePlayer(project, {
      project: '',
      scenes: [scene],
      variables,
      fps,
      ...size,
      scale: 1,
      pixels: [size.width, size.height],
      background: null,
      colorSpace: 'srgb',
      skipUnchanged: false,
      checkGlyphs: false,
    });
    await player.begin(await player.runThrough(), false);
    open = {key, frame, player};
  }
  open.frame = frame;
  const how = {fps, scale: 1, theme: null};
  const {record} = await inspectFrame(open.player, recorder, frame, how);
  return judgeFrame(record);
};
