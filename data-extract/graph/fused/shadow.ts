import type {Shadow} from '../attention-core.ts';
import {DataType, makeNode, makeTensor} from '../onnx.ts';
import type {OnnxNode, OnnxTensor} from '../onnx.ts';

/** Domain of onnxruntime's own operators. */
export const MICROSOFT = 'com.microsoft';

/** Collects the nodes of a shadow under names that nothing else has. */
export class ShadowBuilder {
  public readonly shadow: Shadow = {nodes: [], constants: [], types: [], equal: []};

  public constructor(private readonly prefix: string) {}

  /** Name of a tensor of this shadow. */
  public name(what: string): string {
    return `aim/${this.prefix}/${what}`;
  }

  /** Add a node with one output. */
  public node(
    op: string,
    inputs: readonly string[],
    what: string,
    attributes: Parameters<typeof makeNode>[3] = {},
    domain = '',
  ): string {
    const output = this.name(what);
    this.shadow.nodes.push(makeNode(op, inputs, [output], attributes, domain));
    return output;
  }

  /** Add a node whose output has a name of its own. */
  public nodeAs(
    op: string,
    inputs: readonly string[],
    output: string,
    attributes: Parameters<typeof makeNode>[3] = {},
  ): void {
    this.shadow.nodes.push(makeNode(op, inputs, [output], attributes));
  }

  /** Do a node again with other inputs and outputs. */
  public copy(
    node: OnnxNode,
    inputs: readonly string[],
    outputs: readonly string[],
  ): void {
    this.shadow.nodes.push({
      ...makeNode(node.op, inputs, outputs, {}, node.domain),
      attributes: node.attributes,
    });
  }

  /** Add a constant of 64-bit integers. */
  public integers(
    values: readonly number[],
    what: string,
    dims = [values.length],
  ): string {
    const tensor: OnnxTensor = makeTensor(this.name(what), dims, DataType.int64, values);
    this.shadow.constants.push(tensor);
    return tensor.name;
  }

  /** Take entries `from` to `to` of the last axis. */
  public part(tensor: string, from: number, to: number, what: string): string {
    const indices = this.integers(
      Array.from({length: to - from}, (_, i) => from + i),
      `${what}/indices`,
    );
    return this.node('Gather', [tensor, indices], what, {axis: {i: -1}});
  }

  /** Take one entry of an axis, which goes away. */
  public entry(tensor: string, axis: number, at: number, what: string): string {
    const index = this.integers([at], `${what}/index`, []);
    return this.node('Gather', [tensor, index], what, {axis: {i: axis}});
  }

  /**
   * Do a node again under other output names.
   *
   * @param outputs - Number of outputs; unnamed ones of the original get names too.
   */
  public again(
    node: OnnxNode,
    outputs: number,
    attributes: OnnxNode['attributes'],
  ): string[] {
    const names = Array.from({length: outputs}, (_, i) => this.name(`output_${i}`));
    this.shadow.nodes.push({
      ...makeNode(node.op, node.inputs, names, {}, node.domain),
      attributes: new Map([...node.attributes, ...attributes]),
    });
    return names;
  }
}
