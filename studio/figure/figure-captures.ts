import {captureOpened, checkRequest} from '../../data-extract/capture.ts';
import {
  damageOf,
  readCapture,
  requireCaptureFolder,
  writeCapture,
} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import {CAPTURE_FORMAT} from '../../data-extract/capture/format.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import {openForCapture} from '../../data-extract/pipeline/open.ts';
import {UserError} from '../../foundations/user-error.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {askedOf} from './asked-of.ts';
import {captureText} from './capture-text.ts';
import type {FigureRequest, FigureSide, RunModels} from './figure-request.ts';
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
  const files = await captureNow(request, {...side, source}, course, folder);
  if (saveCapture !== null) await writeCapture(saveCapture, files);
  return usable(files, request, `--model ${side.name}: what it computes`);
}

async function captureNow(
  request: FigureRequest,
  {source: run, saveCapture}: FigureSide & {source: RunModels},
  course: Course,
  folder: string,
): Promise<CaptureOnDisk> {
  const {dtype, device} = request;
  const {
    models: [name],
    text,
    ids,
    target,
  } = run;
  const read = {
    device,
    // Of a figure without a text only the model's files are read.
    ...(text === null ? {ids: ids ?? [0]} : {text}),
    ...(target === null ? {} : {target}),
  };
  checkRequest(read);
  const source = sourceOf(modelOf(name, course, folder), folder, dtype ?? undefined);
  const opened = await openForCapture(source, folder, device, text === null);
  const asked = askedOf(request, {opened, run, isKept: saveCapture !== null});
  const made = await captureOpened(opened, {...read, folder, ...asked}).catch(
    (error: unknown) => {
      throw asFigureError(error, request.kind, name);
    },
  );
  const [failed] = made.failed;
  if (failed !== undefined) {
    throw new UserError(
      'figure-unverified',
      `Values of the figure fail a check: ${failed.name} is off by ${failed.maxError}.`,
      '`aim capture --keep-unverified` keeps them, marked, and --capture draws them.',
    );
  }
  return made.files();
}

/**
 * What a model has nothing for: of a figure nobody has named a probe, and values of other
 * inputs than tokens cannot be given.
 */
function asFigureError(error: unknown, kind: string, model: string): unknown {
  if (!(error instanceof UserError)) return error;
  const {code, message} = error;
  if (code === 'model-input') {
    return new UserError(
      code,
      message,
      'Capture it with `aim capture --feed`, and draw that with --capture.',
    );
  }
  if (code !== 'probe') return error;
  const reason = message.replace(/^probes\.\w+: /, '');
  return new UserError(
    'figure-model',
    `--model ${model} has nothing for ${kind}: ${reason}`,
    'Use another model, or draw another kind; `aim inspect` says what was found in it.',
  );
}

async function readFor(
  request: FigureRequest,
  folder: string,
  named: string,
): Promise<CaptureOnDisk> {
  const found = await readCapture(folder);
  if (found) {
    requireFormat(found.capture, named);
    return usable(found, request, named);
  }
  const damage = await damageOf(folder);
  if (damage !== null) {
    throw new UserError(
      'figure-capture',
      `${named} holds a damaged capture: ${damage}.`,
      'Restore it, or make it again.',
    );
  }
  throw new UserError(
    'figure-capture',
    `${named} holds no capture.`,
    'Give the folder that --save-capture or `aim capture --out` has written.',
  );
}

/** @throws UserError where another version of the tool has written a capture. */
function requireFormat({format}: {format: unknown}, named: string): void {
  if (format === CAPTURE_FORMAT) return;
  throw new UserError(
    'figure-capture',
    `${named} holds a capture of format ${String(format)}, and this version reads format ${CAPTURE_FORMAT}.`,
    'Make it again with this version, or draw it with the one that wrote it.',
  );
}

/** @throws UserError where a capture lacks what the figure draws. */
function usable(
  files: CaptureOnDisk,
  {kind, options}: FigureRequest,
  named: string,
): CaptureOnDisk {
  const missing = KINDS[kind].lacks(files.capture, options);
  if (missing === null) return files;
  throw new UserError(
    'figure-capture',
    `${named} lacks ${missing}, which ${kind} draws.`,
    'Make it with `aim figure --save-capture`, or with `aim capture --probe`.',
  );
}
