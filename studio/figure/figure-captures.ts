import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {captureOpened, checkRequest} from '../../data-extract/capture.ts';
import {
  readCapture,
  requireCaptureFolder,
  writeCapture,
} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import {openForCapture} from '../../data-extract/pipeline/open.ts';
import {resolveModel} from '../../data-extract/models/resolve.ts';
import {loadTokenizer} from '../../data-extract/text/tokenizer.ts';
import {removeCached} from '../../foundations/files/remove-cached.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {FigureKind, FigureOptions} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {tokenPlace} from '../../scenes/figures/token-place.ts';
import {captureText} from './capture-text.ts';
import type {FigureRequest, FigureSide, RunModels} from './figure-request.ts';
import {pageOf} from './html/page-kinds.ts';
import {modelOf} from './model-of.ts';

/**
 * The values of a figure, or of one half: read from a folder, or captured now and kept where that was
 * asked for.
 *
 * @param folder - What names of models are relative to.
 * @throws UserError where there are none, or they lack what the figure draws.
 */
export async function figureCapture(
  request: FigureRequest,
  side: FigureSide,
  course: Course,
  folder: string,
): Promise<CaptureOnDisk> {
  const {source, saveCapture} = side;
  if (source.from === 'capture')
    return readFor(request, source.folder, `--capture ${source.folder}`);
  if (saveCapture !== null) await requireCaptureFolder(saveCapture);
  const made = await captureText(request, source, course, folder);
  if (made) {
    if (saveCapture !== null) await writeCapture(saveCapture, made);
    return made;
  }
  const temporary = saveCapture ?? (await mkdtemp(join(tmpdir(), 'aim-figure-')));
  try {
    await captureInto(temporary, request, source, course, folder);
    return await readFor(request, temporary, `--model ${side.name}: what it computes`);
  } finally {
    if (saveCapture === null) await removeCached(temporary);
  }
}

async function captureInto(
  place: string,
  {kind, format, options, dtype, device}: FigureRequest,
  {models: [name], text, ids, target}: RunModels,
  course: Course,
  folder: string,
): Promise<void> {
  const model = modelOf(name, course, folder);
  const asked = await askedAt(KINDS[kind], options, model, text, folder);
  const read = {
    device,
    // Of a figure without a text only the model's files are read.
    ...(text === null ? {ids: ids ?? [0]} : {text}),
    ...(target === null ? {} : {target}),
  };
  checkRequest(read);
  const source = sourceOf(model, folder, dtype ?? undefined);
  const opened = await openForCapture(source, folder, device, text === null);
  const page = format === 'html' ? pageOf(kind) : null;
  const probes = page?.probes(asked, opened.open.kind) ?? KINDS[kind].probes(asked);
  const made = await captureOpened(opened, {...read, folder, probes});
  const [failed] = made.failed;
  if (failed !== undefined) {
    throw new UserError(
      'figure-unverified',
      `Values of the figure fail a check: ${failed.name} is off by ${failed.maxError}.`,
      '`aim capture --keep-unverified` keeps them, marked, and --capture draws them.',
    );
  }
  await made.save(place);
}

/** The options with the number of the token, where the model is asked at one alone. */
async function askedAt(
  {asksAt}: FigureKind,
  options: FigureOptions,
  model: string,
  text: string | null,
  folder: string,
): Promise<FigureOptions> {
  if (!asksAt || typeof options.token !== 'string') return options;
  if (text === null) {
    throw new UserError(
      'flag',
      `--token ${options.token}: of ids only the numbers of their places are known.`,
      'Give its number, from 0.',
    );
  }
  const {folder: place} = await resolveModel(
    sourceOf(model, folder),
    courseHere() ?? folder,
  );
  const tokens = (await loadTokenizer(place)).encode(text, {specialTokens: true});
  return {...options, token: tokenPlace(tokens, options.token, tokens.length - 1)};
}

async function readFor(
  {kind, options}: FigureRequest,
  folder: string,
  named: string,
): Promise<CaptureOnDisk> {
  const found = await readCapture(folder);
  if (!found) {
    throw new UserError(
      'figure-capture',
      `${named} holds no capture.`,
      'Give the folder that --save-capture or `aim capture --out` has written.',
    );
  }
  const missing = KINDS[kind].lacks(found.capture, options);
  if (missing === null) return found;
  throw new UserError(
    'figure-capture',
    `${named} lacks ${missing}, which ${kind} draws.`,
    'Make it with `aim figure --save-capture`, or with `aim capture --probe`.',
  );
}
