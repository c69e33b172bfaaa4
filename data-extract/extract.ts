import {join} from 'node:path';

import {
  readCapture,
  requireCaptureFolder,
  writeCapture,
} from './capture/capture-folder.ts';
import type {CaptureOnDisk} from './capture/capture-folder.ts';
import {CAPTURE_FORMAT} from './capture/format.ts';
import type {CaptureFile, Provenance} from './capture/format.ts';
import {holdsTimes, sameValues} from './capture/same-values.ts';
import type {InvariantResult} from './checks/invariants.ts';
import type {Course} from './course/course.ts';
import type {
  Device,
  ModelSource,
  Role,
  TokenizerSource,
  VectorsSource,
} from './course/roles.ts';
import type {CaptureDeclaration, TextDeclaration} from './declare/declaration.ts';
import {hashJson} from '../foundations/canonical-json.ts';
import {didYouMean} from '../foundations/did-you-mean.ts';
import {timed} from '../foundations/timed.ts';
import {UserError} from '../foundations/user-error.ts';
import {captureVersions} from '../foundations/versions.ts';
import {whyStale} from './freshness/why-stale.ts';
import {makeCapture} from './pipeline/make.ts';
import type {CaptureInputs} from './pipeline/make.ts';
import {openForCapture, tokenizerOf} from './pipeline/open.ts';
import {NOTHING_GIVEN} from './pipeline/read.ts';
import {requireParts} from './pipeline/require-parts.ts';
import {requireFit} from './pipeline/role-fit.ts';
import {toFiles} from './pipeline/store.ts';
import type {LeftOut} from './stage/left-out.ts';
import type {TensorInfo} from './stage/tensor-info.ts';
import {openText} from './text-capture/extract-text.ts';

/** A scene's capture to be made. */
export interface ExtractRequest {
  /** `<lesson>/<scene>`. */
  id: string;
  declaration: CaptureDeclaration | TextDeclaration;
  course: Course;
  /** The repository. */
  root: string;
  /** Folder of all captures. */
  captures: string;
  force: boolean;
  /**
   * Whether a capture that holds measured times is made again, and keeps the new ones.
   * Default: the times of a capture stay as long as its values do.
   */
  measure?: boolean;
  /** Whether values that fail a check are written all the same, and marked. */
  keepUnverified?: boolean;
  /** Default: the role's, or else `cpu`, so that everyone's captures agree. */
  device?: Device;
}

export interface ExtractReport {
  id: string;
  /** Relative to the repository. */
  folder: string;
  /** `fresh`: nothing to do; `kept`: made again with the same values; `written`. */
  outcome: 'fresh' | 'kept' | 'written';
  /** Whether it was made again and its measured times are those from before all the same. */
  keptTimes: boolean;
  tensors: Pick<TensorInfo, 'name' | 'shape' | 'dtype'>[];
  invariants: InvariantResult[];
  /** What was asked for and could not be found. */
  unrecognised: LeftOut[];
  device: string;
  /** Why it did not run on a device that `auto` prefers; `null` where it did. */
  fellBack: string | null;
  /** How far the device's values are from the CPU's, `null` for the CPU itself. */
  comparedWithCpu: Provenance['comparedWithCpu'] | null;
}

/**
 * Bring a scene's capture up to date.
 *
 * @throws UserError where the model, the text or the declaration has a mistake, or a
 * check fails; the capture on disk is then left as it was.
 */
export async function extract(request: ExtractRequest): Promise<ExtractReport> {
  const {declaration} = request;
  const folder = join(request.root, request.captures, request.id);
  const former = await readCapture(folder);
  // Most of the time nothing has changed, which can be told without opening a model.
  const fresh = await timed('look for changes', () => reportFresh(request, former));
  if (fresh) return fresh;
  // Before a model runs for minutes.
  await requireCaptureFolder(folder);
  return 'kind' in declaration
    ? extractText(request, declaration, former)
    : extractModel(request, declaration, former);
}

async function extractModel(
  request: ExtractRequest,
  declaration: CaptureDeclaration,
  former: CaptureOnDisk | null,
): Promise<ExtractReport> {
  const {id, course, root, device} = request;
  const source = course.roles[declaration.role];
  if (!source || !isModel(declaration.role, source)) {
    const roles = Object.keys(course.roles);
    throw new UserError(
      'role',
      `Capture ${id} asks for the role "${declaration.role}", which no model plays.${didYouMean(declaration.role, roles)}`,
      `Add it to roles in course.config.ts; there are ${roles.join(', ')}.`,
    );
  }
  const used = device ?? source.device ?? 'cpu';
  const opened = await timed('open models', () =>
    openForCapture(source, root, used, false),
  );
  // A model of the hub is locked when it is opened: only then can it be told which it is.
  const fresh = await reportFresh(request, former);
  if (fresh) return fresh;
  const inputs: CaptureInputs = {
    format: CAPTURE_FORMAT,
    declarationSha256: hashJson(declaration),
    role: declaration.role,
    model: opened.model,
    tokenizer: tokenizerOf(opened, declaration.text),
    versions: captureVersions(),
  };
  const made = await makeCapture(id, declaration, inputs, opened, {
    given: NOTHING_GIVEN,
    lenient: false,
    onFailure: request.keepUnverified ? 'keep' : 'refuse',
  });
  requireFit(declaration.role, made.capture);
  requireParts(made.capture);
  const files = toFiles(made);
  const report = await timed('write', () => put(request, former, files));
  return {...report, fellBack: made.fellBack};
}

async function extractText(
  request: ExtractRequest,
  declaration: TextDeclaration,
  former: CaptureOnDisk | null,
): Promise<ExtractReport> {
  const make = await openText(declaration, request);
  // So are tokenizers.
  return (
    (await reportFresh(request, former)) ??
    (await timed('texts and vectors', async () => put(request, former, await make())))
  );
}

/** The report of a capture that needs not be made again, or `null`. */
async function reportFresh(
  request: ExtractRequest,
  former: CaptureOnDisk | null,
): Promise<ExtractReport | null> {
  if (!former || request.force || isMeasured(request, former)) return null;
  const changes = await whyStale(request, former.capture);
  return changes.length > 0 ? null : report(request, 'fresh', former.capture);
}

/** Whether times are to be measured anew. */
const isMeasured = (
  {measure = false}: ExtractRequest,
  {capture}: CaptureOnDisk,
): boolean => measure && holdsTimes(capture);

/** Check a capture, and write it where it says something else than the former one. */
async function put(
  request: ExtractRequest,
  former: CaptureOnDisk | null,
  made: CaptureOnDisk,
): Promise<ExtractReport> {
  if (former && !isMeasured(request, former) && sameValues(former, made))
    return report(request, 'kept', former.capture);
  await writeCapture(join(request.root, request.captures, request.id), made);
  return report(request, 'written', made.capture);
}

function report(
  {id, captures}: ExtractRequest,
  outcome: ExtractReport['outcome'],
  {tensors, invariants, unrecognised = [], provenance, results}: CaptureFile,
): ExtractReport {
  return {
    id,
    folder: `${captures}/${id}`,
    outcome,
    keptTimes: outcome === 'kept' && holdsTimes({results}),
    tensors: tensors.map(({name, shape, dtype}) => ({name, shape, dtype})),
    invariants,
    unrecognised,
    device: provenance.device,
    fellBack: null,
    comparedWithCpu: provenance.comparedWithCpu ?? null,
  };
}

const isModel = (
  role: Role,
  source: ModelSource | TokenizerSource | VectorsSource,
): source is ModelSource =>
  role !== 'word-vectors' && ('path' in source || 'hub' in source);
