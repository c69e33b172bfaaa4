import type {ModelDtype} from '../course/roles.ts';
import {allAttention} from '../graph/model-map.ts';
import {chooseGraphs, usedFiles} from '../models/choose-graphs.ts';
import type {ChosenGraphs} from '../models/choose-graphs.ts';
import {requireNoPointer} from '../models/lfs-pointer.ts';
import type {ModelFile} from '../models/model-file.ts';
import type {ResolvedModel} from '../models/resolved-model.ts';
import {openStage} from './open-stage.ts';
import type {Stage} from './open-stage.ts';

export type ModelKind = 'decoder' | 'encoder' | 'encoder-decoder';

/** A model with its graphs read. */
export interface OpenModel {
  kind: ModelKind;
  /** Reads the text, where a decoder looks at it. */
  encoder: Stage | null;
  /** The decoder of two, or the only graph. */
  main: Stage;
  /** The main graph as it reads a cache, where that is another one; `null` where not. */
  withPast: Stage | null;
  /** Token that a decoder starts with, `null` where none is named. */
  start: number | null;
  /** Files of the model that are used, with those of their weights. */
  files: ModelFile[];
}

/**
 * Read the graphs of a model.
 *
 * @param dtype - Which precision, where there are several.
 */
export function openModel(model: ResolvedModel, dtype?: ModelDtype): OpenModel {
  const chosen = chooseGraphs(model.graphs, dtype);
  const files = usedFiles(model.files, chosen);
  for (const {absolute} of files) requireNoPointer(absolute);
  const open = (path: string, withPast: boolean, body: 'encoder' | 'decoder'): Stage =>
    openStage(path, {withPast, body});
  const main = open(chosen.main.absolute, false, 'decoder');
  const encoder = encoderOf(chosen, main, open);
  const start = model.config?.decoder_start_token_id;
  const isDecoder = allAttention(main.map).some(({role}) => role === 'cross');
  return {
    kind: isDecoder
      ? 'encoder-decoder'
      : isCausal(main, model.config)
        ? 'decoder'
        : 'encoder',
    encoder,
    main,
    withPast: chosen.withPast
      ? open(chosen.withPast.absolute, true, 'decoder')
      : main.inlined
        ? open(chosen.main.absolute, true, 'decoder')
        : null,
    start: typeof start === 'number' ? start : null,
    files,
  };
}

function encoderOf(
  {encoder, main: file}: ChosenGraphs,
  main: Stage,
  open: (path: string, withPast: boolean, body: 'encoder' | 'decoder') => Stage,
): Stage | null {
  if (encoder) return open(encoder.absolute, false, 'encoder');
  // A search operator may hold both.
  const isBody = main.map.graph !== main.model.graph && !main.inlined;
  const isCross = allAttention(main.map).some(({role}) => role === 'cross');
  return isBody && isCross ? open(file.absolute, false, 'encoder') : null;
}

/** Whether later tokens are hidden from earlier ones. */
function isCausal({map}: Stage, config: ResolvedModel['config']): boolean {
  if (allAttention(map).some(({causal}) => causal === true)) return true;
  if (map.inputs.cache.length > 0) return true;
  const architectures = config?.architectures;
  if (config?.is_decoder === true) return true;
  return (
    Array.isArray(architectures) &&
    architectures.some(
      name => typeof name === 'string' && /CausalLM|LMHeadModel$/.test(name),
    ) &&
    ![...map.inputs.roles.values()].includes('segments')
  );
}
