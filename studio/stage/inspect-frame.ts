import {LAYOUT} from '../../scenes/theme/layout.ts';
import {contrastOf, glyphsOf} from '../lint/judge/contrast.ts';
import type {Glyphs, Painted, Pixels} from '../lint/judge/contrast.ts';
import {fillOf} from '../lint/judge/fill.ts';
import {boundsOf, quadOf} from '../lint/judge/geometry.ts';
import type {FrameRecord, OtherTheme, Quad} from '../lint/judge/record.ts';
import {isFull} from '../lint/judge/rules.ts';
import type {OpenRequest} from './protocol.ts';
import {PixelReader} from './read-pixels.ts';
import type {ScenePlayer} from './scene-player.ts';
import type {RecordedText, TextMode, TextRecorder} from './text-recorder.ts';

/** A text is at rest if it has stood where it is for so many seconds, or for one frame. */
const REST = 0.05;

/** The frame in which a text must have stood where it stands now, to be at rest. */
export const restBefore = (frame: number, fps: number): number =>
  Math.max(0, frame - Math.max(1, Math.round(REST * fps)));

/** All pictures of a frame are needed at the same time. */
const readers = {
  whole: new PixelReader(),
  bare: new PixelReader(),
  marked: new PixelReader(),
  other: {whole: new PixelReader(), bare: new PixelReader()},
};

/** What is told of a frame. */
interface Told {
  record: FrameRecord;
  /** What differs in the other theme; `null` where that was not to be had. */
  other: OtherTheme | null;
}

/** The frame that was looked at last, as it is; good until the next look. */
export const lookedAt = (): Pixels => readers.whole.last;

/** What was told of the last picture, as long as nothing else has been drawn. */
let last: {player: ScenePlayer; drawings: number; told: Told} | null = null;

/**
 * Draw a frame and tell all about its text. A frame that shows what the one before showed
 * is not drawn again.
 *
 * @param how - Frames per second, pixels of the canvas per pixel of the frame, and another
 * theme to tell of.
 */
export async function inspectFrame(
  player: ScenePlayer,
  recorder: TextRecorder,
  frame: number,
  {fps, scale, theme}: Pick<OpenRequest, 'fps' | 'scale'> & {theme: string | null},
): Promise<Told> {
  // What was drawn since then is nearer than what is asked for.
  const rest = Math.max(restBefore(frame, fps), Math.min(frame, player.reached));
  if (await player.reach(rest)) await player.sketch();
  const before = new Set(recorder.texts.map(stateOf));
  const changed = await player.reach(frame);
  if (!changed && last?.player === player && last.drawings === player.drawings) {
    return {...last.told, record: atRest(last.told.record)};
  }
  // First, so that what was drawn last is the play's own.
  const other = theme === null ? null : await paintIn(player, recorder, theme);
  await player.redraw();
  const told = await lookAt(player, recorder, {before, scale, other});
  last = {player, drawings: player.drawings, told};
  return told;
}

/** The same picture, in which nothing moves any more. */
const atRest = (record: FrameRecord): FrameRecord => ({
  ...record,
  texts: record.texts.map(text => ({...text, moving: false})),
});

/** A frame in another theme, with its texts. */
interface Repainted extends Painted {
  texts: string;
}

/** Draw a frame in another theme; `null` where that is not what a play in it would show. */
async function paintIn(
  player: ScenePlayer,
  recorder: TextRecorder,
  theme: string,
): Promise<Repainted | null> {
  if (!player.themeIsExchangeable) return null;
  player.setTheme(theme);
  try {
    await player.redraw();
    const whole = await readers.other.whole.read(player.canvas);
    const texts = JSON.stringify(recorder.texts);
    const bare = await paint(player, recorder, 'bare', readers.other.bare);
    return player.themeIsExchangeable ? {whole, bare, texts} : null;
  } finally {
    player.setTheme(null);
  }
}

/** Draw the frame once more in a way of drawing text. */
async function paint(
  player: ScenePlayer,
  recorder: TextRecorder,
  mode: TextMode,
  reader: PixelReader,
): Promise<Pixels> {
  recorder.mode = mode;
  try {
    await player.redraw();
    return await reader.read(player.canvas);
  } finally {
    recorder.mode = 'whole';
  }
}

/**
 * Tell all about the text of the picture that has just been drawn.
 *
 * @param before - States of its texts a moment ago.
 * @param other - The same frame in another theme.
 */
async function lookAt(
  player: ScenePlayer,
  recorder: TextRecorder,
  {
    before,
    scale,
    other,
  }: {before: ReadonlySet<string>; scale: number; other: Repainted | null},
): Promise<Told> {
  const {texts} = recorder;
  const whole = await readers.whole.read(player.canvas);
  const bare = await paint(player, recorder, 'bare', readers.bare);
  const marked = await paint(player, recorder, 'marked', readers.marked);
  const glyphs = texts.map(({quad, size}, i) => {
    const pixels = quad.map(({x, y}) => ({x: x * scale, y: y * scale}));
    return glyphsOf({bare, marked}, i, pixels as unknown as Quad, size * scale);
  });
  const stage = {
    left: 0,
    right: whole.width,
    top: Math.ceil(LAYOUT.stage.top * scale),
    bottom: Math.floor(LAYOUT.stage.bottom * scale),
  };
  const contrastsIn = (passes: Painted): (number | null)[] =>
    glyphs.map(own => own && contrastOf(passes, own));
  const contrasts = contrastsIn({whole, bare});
  const record = {
    texts: texts.map((text, i) => {
      const seen = glyphs[i];
      const upright = text.quad[0].y === text.quad[1].y;
      return {
        ...text,
        moving: !before.has(stateOf(text)),
        contrast: contrasts[i],
        seen: seen && upright ? within(text.quad, seen.box, scale) : text.quad,
      };
    }),
    ...fillOf(whole, stage),
  };
  // Texts that differ are those of a play of its own.
  const isSame = other?.texts === JSON.stringify(texts);
  return {
    record,
    other:
      other && isSame
        ? {contrasts: contrastsIn(other), ...fillOf(other.whole, stage)}
        : null,
  };
}

/** What changes when a text moves; a full figure that counts up stays where it is. */
function stateOf({node, text, quad: [{x, y}], size, alpha}: RecordedText): string {
  const word = isFull({alpha}) ? text.replace(/\d/g, '0') : text;
  const numbers = [x.toFixed(1), y.toFixed(1), size.toFixed(1), alpha.toFixed(2)];
  return [node, word, ...numbers].join('|');
}

/** The part of an upright quad that lies in a box of pixels. */
function within(quad: Quad, box: Glyphs['box'], scale: number): Quad {
  const ink = boundsOf(quad);
  return quadOf({
    left: Math.max(ink.left, box.left / scale),
    top: Math.max(ink.top, box.top / scale),
    right: Math.min(ink.right, box.right / scale),
    bottom: Math.min(ink.bottom, box.bottom / scale),
  });
}
