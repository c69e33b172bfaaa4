import {loadFonts} from '../../scenes/theme/fonts.ts';
import {drawCompareGround} from './compare-ground.ts';
import {ContactSheet} from './contact-sheet.ts';
import {inspectFrame, lookedAt} from './inspect-frame.ts';
import {outlineFrame} from './outline-frame.ts';
import type {OpenRequest, StageApi} from './protocol.ts';
import type {ScenePlayer} from './scene-player.ts';
import {shrink} from './shrink.ts';
import {TextRecorder} from './text-recorder.ts';
import {VectorRecorder} from './vector/vector-recorder.ts';

/** What is open on the stage. */
interface Open {
  player: ScenePlayer;
  request: OpenRequest;
}

type Look<M extends keyof StageApi> = (
  open: Open,
  ...args: Parameters<StageApi[M]>
) => ReturnType<StageApi[M]>;

let recorder: TextRecorder | null = null;
let vectors: VectorRecorder | null = null;
export const sheet = new ContactSheet();

export const vector: Look<'vector'> = async ({player}, frame) => {
  vectors ??= new VectorRecorder();
  await player.draw(frame);
  return vectors.marks;
};

export const inspect: Look<'inspect'> = ({player, request}, frame, theme) => {
  recorder ??= new TextRecorder(request.scale);
  return inspectFrame(player, recorder, frame, {...request, theme});
};

export const glance: Look<'glance'> = async ({player, request}, frame) => {
  recorder ??= new TextRecorder(request.scale);
  if (await player.reach(frame)) await player.sketch();
  return recorder.texts.map(({node, text, alpha}) => ({node, text, alpha}));
};

export const stillIn: Look<'stillIn'> = async ({player}, frame, theme) => {
  await player.draw(frame);
  if (!player.themeIsExchangeable) return null;
  player.setTheme(theme);
  try {
    await player.redraw();
    return player.themeIsExchangeable ? player.canvas.toDataURL('image/png') : null;
  } finally {
    player.setTheme(null);
  }
};

export const small: StageApi['small'] = async width => shrink(lookedAt(), width);

export const outlined: Look<'outlined'> = async ({player, request}, frame, quads) => {
  await player.draw(frame);
  return outlineFrame(player.canvas, quads, request.scale);
};

let faces: Promise<void> | null = null;

/** Sheets and grounds are written on pages that play nothing which would load the faces. */
const ownFonts = (): Promise<void> => (faces ??= loadFonts());

export const addToSheet: StageApi['addToSheet'] = async (heading, pictures) => {
  const bitmaps = pictures.map(async ({url}) =>
    createImageBitmap(await (await fetch(url)).blob()),
  );
  const labels = pictures.map(({label}) => label);
  await ownFonts();
  sheet.add(heading, labels, await Promise.all(bitmaps));
};

export const compareGround: StageApi['compareGround'] = async (...args) => {
  await ownFonts();
  return drawCompareGround(...args);
};
