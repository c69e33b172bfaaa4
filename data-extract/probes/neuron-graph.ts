import {linearInputs} from '../graph/graph-index.ts';
import type {MlpSite} from '../graph/find-mlp.ts';
import {residPost} from '../graph/model-map.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {isQuantised} from '../graph/ops.ts';
import {linearResult} from '../graph/trace.ts';
import {NO_EXTRAS} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {blocksOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {timesDirections} from './attribution-graph.ts';
import type {AddedNames, Reading} from './attribution-graph.ts';

/** A feed-forward layer whose last weight is added to the stream as it is. */
export interface NeuronSite {
  layer: number;
  mlp: MlpSite;
  /** What it adds to the stream, bias included. */
  out: string;
  weight: string;
  /** Whether the weight lies as `[d_model, d_mlp]`. */
  transposed: boolean;
}

/** Feed-forward layers of which it is known what each neuron adds to the stream. */
export const neuronSites = (
  context: StageContext,
  {layers}: LayerRequest,
): NeuronSite[] => {
  const {index, blocks} = context.map;
  return blocksOf(context, blocks, layers).flatMap((block: BlockSite) => {
    const {layer, mlp, mlpOut} = block;
    if (!mlp || mlpOut === null) return [];
    const {down} = mlp;
    if (isQuantised(down) || down.op === 'Einsum') return [];
    // A norm in between would change what is added.
    if (index.origin(linearResult(index, down)) !== index.origin(mlpOut)) return [];
    const {weight} = linearInputs(index, down);
    const transposed = down.attributes.get('transB')?.i === 1;
    return [{layer, mlp, out: mlpOut, weight, transposed}];
  });
};

/** Tensors that are read in the first run. */
export function neuronOutputs(
  context: StageContext,
  names: AddedNames,
  request: LayerRequest,
  {norm}: Reading,
): string[] {
  return [
    ...[names.ids, names.columns, names.row],
    ...(norm.gain ? [constantOutput(norm.gain).output] : []),
    ...neuronRows(context, request).map(tensor => names.at(tensor)),
    ...neuronSites(context, request).map(({layer}) => names.neurons(layer)),
  ];
}

/** Tensors whose rows at the position are read. */
export const neuronRows = (context: StageContext, request: LayerRequest): string[] => [
  residPost(context.map.blocks[context.map.blocks.length - 1]),
  ...neuronSites(context, request).flatMap(({mlp, out}) => [
    mlp.post,
    mlp.down.outputs[0],
    out,
  ]),
];

/** Each layer's last weight times the answer's column: what a unit of each neuron adds. */
export function neuronNodes(
  context: StageContext,
  names: AddedNames,
  request: LayerRequest,
): Extras {
  const nodes = neuronSites(context, request).flatMap(({layer, weight, transposed}) =>
    timesDirections(names, {weight, transposed}, names.neurons(layer)),
  );
  return {...NO_EXTRAS, nodes};
}
