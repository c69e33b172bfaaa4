import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {Course} from '../../../data-extract/course/course.ts';
import {openForCapture} from '../../../data-extract/pipeline/open.ts';
import {sourceOf} from '../../../data-extract/models/source-of.ts';
import {hashJson, sha256} from '../../../foundations/canonical-json.ts';
import {ROOT, toolFile} from '../../../foundations/root.ts';
import {BuiltModules} from '../../freshness/module-record.ts';
import {InstalledPackages} from '../../freshness/package-versions.ts';
import {SourceCache} from '../../freshness/source-cache.ts';
import {SourceGraphs} from '../../freshness/source-graph.ts';
import {KINDS} from '../../../scenes/figures/kinds.ts';
import {SCRIPT_FONTS} from '../../setup/script-fonts.ts';
import {findChromium, findFfmpeg} from '../../setup/parts.ts';
import {figureCapture} from '../figure-captures.ts';
import type {FigureRequest, FigureSide, RunModels} from '../figure-request.ts';
import {modelOf} from '../model-of.ts';
import {sideError} from '../side-error.ts';

/** What captures, draws and writes figures. */
const ENTRIES = [
  'studio/figure/make-figure.ts',
  'studio/figure/page/main.tsx',
  'scenes/figures/figures.ts',
  'studio/stage/main.ts',
  'studio/vite/stage-config.ts',
];
const STYLE = 'studio/figure/page/page.css';

/** The code that runs stays what it is. */
let code: Promise<string> | null = null;

/** Tells whether a figure would come out as it did: by its inputs and by the code. */
export class FigureKeys {
  private readonly models = new Map<string, Promise<unknown>>();

  public constructor(
    private readonly course: Course,
    private readonly folder: string,
  ) {}

  /** @throws UserError where a model or a capture is not there. */
  public async of(request: FigureRequest): Promise<string> {
    const {file: _, sides, ...asked} = request;
    const said = sides.map(({source}) => (source.from === 'models' ? source : null));
    const {version: browser} = await findChromium();
    return hashJson({
      asked,
      said,
      browser,
      video: this.course.video,
      ffmpeg: request.format === 'mp4' ? (await findFfmpeg()).version : null,
      code: await (code ??= readCode()),
      inputs: await Promise.all(
        sides.map(side =>
          this.inputsOf(request, side).catch((error: unknown) => {
            throw sideError(error, side, request);
          }),
        ),
      ),
    });
  }

  private async inputsOf(request: FigureRequest, side: FigureSide): Promise<unknown> {
    const {kind, dtype} = request;
    const {source} = side;
    if (source.from === 'capture') return filesOf(source.folder);
    if (KINDS[kind].of !== 'model') {
      // No model runs for it, so its values are found at once.
      const {capture, tensors} = await figureCapture(
        request,
        {...side, saveCapture: null},
        this.course,
        this.folder,
      );
      return [capture, sha256(tensors)];
    }
    return Promise.all(source.models.map(name => this.modelOf(name, source, dtype)));
  }

  private modelOf(
    name: string,
    {text}: RunModels,
    dtype: FigureRequest['dtype'],
  ): Promise<unknown> {
    const key = JSON.stringify([name, dtype, text === null]);
    const known = this.models.get(key) ?? this.readModel(name, text === null, dtype);
    this.models.set(key, known);
    return known;
  }

  private async readModel(
    name: string,
    byIds: boolean,
    dtype: FigureRequest['dtype'],
  ): Promise<unknown> {
    const {course, folder} = this;
    const source = sourceOf(modelOf(name, course, folder), folder, dtype ?? undefined);
    const {model, tokenizerSha256} = await openForCapture(source, folder, 'cpu', byIds);
    return [model, tokenizerSha256];
  }
}

const filesOf = (folder: string): Promise<string[]> =>
  Promise.all(
    ['capture.json', 'tensors.safetensors'].map(async name =>
      readFile(join(folder, name)).then(sha256, () => 'missing'),
    ),
  );

/** The tool's own code as far as figures depend on it, and the packages that it uses. */
async function readCode(): Promise<string> {
  const cache = SourceCache.of(ROOT);
  // What builds have found differs before and after the first figure.
  const graphs = new SourceGraphs(ROOT, cache, BuiltModules.none);
  const {files, packages} = await graphs.from(ENTRIES.map(toolFile), true);
  await cache.save();
  const style = sha256(await readFile(join(ROOT, STYLE)));
  const versions = new InstalledPackages([ROOT]).versions([
    ...packages,
    'vite',
    'esbuild',
    ...SCRIPT_FONTS.map(({name}) => name),
  ]);
  return hashJson({files, style, versions});
}
