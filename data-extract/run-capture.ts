import type {CaptureOnDisk} from './capture/capture-folder.ts';
import type {CapturedResults, CaptureFile, TensorInfo} from './capture/format.ts';
import {writeSafetensors} from './capture/safetensors.ts';
import type {StoredTensor} from './capture/safetensors.ts';
import {selectHead} from './capture/select-heads.ts';
import {outputsForChecks, verifyRun} from './capture/verify.ts';
import type {CaptureDeclaration} from './declaration.ts';
import type {CaptureInputs} from './extract.ts';
import type {ModelMap} from './graph/describe-model.ts';
import type {ResolvedModel} from './models/resolve.ts';
import {loadModel, openGraph} from './models/run-model.ts';
import type {Results} from './models/run-model.ts';
import {attention} from './probes/attention.ts';
import {logits} from './probes/logits.ts';
import {valueOf} from './probes/probe.ts';
import type {NamedTensor, Probe, ProbeContext} from './probes/probe.ts';
import {residual} from './probes/residual.ts';
import type {Tokenizer} from './text/tokenizer.ts';
import {UserError} from './user-error.ts';

/** Precision of the arithmetic: weights may be stored in fewer bits. */
const DTYPE = 'fp32';

/** A probe with its request, so that neither can meet another's. */
interface BoundProbe {
  outputs(context: ProbeContext): string[];
  collect(context: ProbeContext, values: Results): ReturnType<Probe<never>['collect']>;
}

function bind<R>(probe: Probe<R>, request: R | undefined): BoundProbe[] {
  if (request === undefined) return [];
  return [
    {
      outputs: context => probe.outputs(context, request),
      collect: (context, values) => probe.collect(context, request, values),
    },
  ];
}

/** Run the model on the declaration's text and make the capture of what it computed. */
export async function runCapture(
  id: string,
  declaration: CaptureDeclaration,
  inputs: CaptureInputs,
  model: ResolvedModel,
  tokenizer: Tokenizer,
): Promise<CaptureOnDisk> {
  const {text, probes, specialTokens = true} = declaration;
  const tokens = tokenizer.encode(text, {specialTokens});
  if (tokens.length === 0) {
    throw new UserError('declaration', `Capture ${id} has an empty text.`, 'Give it a text.');
  }
  const path = model.graphs[0].absolute;
  const map = openGraph(path);
  const context: ProbeContext = {map, tokens, piece: tokenizer.token};
  const bound = [
    ...bind(attention, probes.attention),
    ...bind(residual, probes.residual),
    ...bind(logits, probes.logits),
  ];
  const wanted = unique([...bound.flatMap(probe => probe.outputs(context)), ...outputsForChecks(map)]);
  const present = new Set(map.graph.outputs.map(({name}) => name));
  const session = await loadModel(path, map, {
    nodes: [],
    outputs: wanted.filter(name => !present.has(name)),
  });
  try {
    const values = await session.run(tokens.map(token => token.id), wanted);
    const collected = bound.map(probe => probe.collect(context, values));
    const saved = collected.flatMap(({tensors}) => tensors);
    const {stored, index} = store(saved);
    const capture: CaptureFile = {
      format: inputs.format,
      id,
      declarationSha256: inputs.declarationSha256,
      provenance: {
        role: inputs.role,
        model: {...inputs.model, ...sizesOf(map, values)},
        tokenizer: inputs.tokenizer,
        dtype: DTYPE,
        device: 'cpu',
        versions: inputs.versions,
      },
      text,
      tokens,
      heads: selectHeads(declaration, context, values),
      results: Object.assign({}, ...collected.map(({results}) => results)) as CapturedResults,
      tensors: index,
      invariants: await verifyRun(session, text, tokens, values, DTYPE),
    };
    return {capture, tensors: writeSafetensors(stored, {id, model: model.id})};
  } finally {
    await session.close();
  }
}

function selectHeads(
  {heads = {}}: CaptureDeclaration,
  {map, tokens}: ProbeContext,
  values: Results,
): CaptureFile['heads'] {
  const patterns = map.attention.map(({layer, pattern}) => {
    const {data, shape} = valueOf(values, pattern);
    return {layer, heads: shape[1], data};
  });
  return Object.fromEntries(
    Object.entries(heads).map(([name, rule]) => [name, selectHead(name, rule, patterns, tokens)]),
  );
}

function sizesOf(
  map: ModelMap,
  values: Results,
): {layers: number; heads: number; dModel: number; vocab: number} {
  const last = (name: string | undefined): number =>
    name === undefined ? 0 : (valueOf(values, name).shape.at(-1) ?? 0);
  return {
    layers: map.attention.length,
    heads: map.attention.length > 0 ? valueOf(values, map.attention[0].pattern).shape[1] : 0,
    dModel: last(map.residual[0]?.pre),
    vocab: last(map.head?.logits),
  };
}

function store(tensors: readonly NamedTensor[]): {
  stored: Map<string, StoredTensor>;
  index: TensorInfo[];
} {
  const stored = new Map<string, StoredTensor>();
  const index: TensorInfo[] = [];
  for (const {name, data, shape, axes} of tensors) {
    stored.set(name, {dtype: 'F32', shape, data});
    index.push({name, shape: [...shape], dtype: 'F32', axes});
  }
  return {stored, index};
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
