/** Where a value comes from. The frame's stamp is made of the sources in the picture. */
export interface Source {
  /** Model id, or `null` for values that no model computed. */
  model: string | null;
  /** Commit, or the first characters of the model file's SHA-256. */
  revision: string;
  dtype: string;
  layer?: number;
  head?: number;
  /** Invented for the picture: the frame shows the badge. */
  illustrative?: true;
  /** The values failed a check when they were captured: the stamp says so. */
  unverified?: true;
}

/**
 * Values with their axes and their source: the only way numbers reach a component.
 *
 * @remarks
 * `data` is row-major and may be a view into the capture; treat it as read-only.
 */
export class Tensor {
  public constructor(
    public readonly data: Float32Array,
    public readonly shape: readonly number[],
    public readonly axes: readonly string[],
    public readonly source: Source,
  ) {}

  /** Numbers that a capture keeps one by one, along one axis. */
  public static of(numbers: ArrayLike<number>, axis: string, source: Source): Tensor {
    return new Tensor(Float32Array.from(numbers), [numbers.length], [axis], source);
  }

  /**
   * Tensors of one shape, one after the other along a new first axis; stamped with the
   * source that the first has, with the layer and the head that all of them are of; that
   * one of them is unverified or illustrative is said of all.
   */
  public static stack(parts: readonly Tensor[], axis: string): Tensor {
    const [{shape, axes, source}] = parts;
    const size = shape.reduce((product, n) => product * n, 1);
    const data = new Float32Array(parts.length * size);
    parts.forEach((part, i) => data.set(part.data, i * size));
    const {layer, head, ...whole} = source;
    const isOf = (what: 'layer' | 'head'): boolean =>
      axis !== what && parts.every(part => part.source[what] === source[what]);
    const unverified = parts.some(part => part.source.unverified);
    const illustrative = parts.some(part => part.source.illustrative);
    return new Tensor(data, [parts.length, ...shape], [axis, ...axes], {
      ...whole,
      ...(layer !== undefined && isOf('layer') ? {layer} : {}),
      ...(head !== undefined && isOf('head') ? {head} : {}),
      ...(unverified ? {unverified} : {}),
      ...(illustrative ? {illustrative} : {}),
    });
  }

  /** The part of the tensor at one index of its first axis; shares memory. */
  public at(index: number): Tensor {
    const [length, ...rest] = this.shape;
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new RangeError(`${this.axes[0]} ${index} is outside 0..${length - 1}`);
    }
    const size = rest.reduce((product, n) => product * n, 1);
    return new Tensor(
      this.data.subarray(index * size, (index + 1) * size),
      rest,
      this.axes.slice(1),
      {
        ...this.source,
        ...(this.axes[0] === 'layer' ? {layer: index} : {}),
        ...(this.axes[0] === 'head' ? {head: index} : {}),
      },
    );
  }

  /** The same values with more said of where they come from. */
  public from(part: Partial<Source>): Tensor {
    return new Tensor(this.data, this.shape, this.axes, {...this.source, ...part});
  }

  /** The part of the tensor at one index of any of its axes; a copy. */
  public slice(axis: number, index: number): Tensor {
    const length = this.shape[axis];
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new RangeError(`${this.axes[axis]} ${index} is outside 0..${length - 1}`);
    }
    const product = (sizes: readonly number[]): number =>
      sizes.reduce((all, size) => all * size, 1);
    const inner = product(this.shape.slice(axis + 1));
    const outer = product(this.shape.slice(0, axis));
    const data = new Float32Array(outer * inner);
    for (let i = 0; i < outer; i++) {
      const start = (i * length + index) * inner;
      data.set(this.data.subarray(start, start + inner), i * inner);
    }
    const rest = <T>(all: readonly T[]): T[] => all.filter((_, i) => i !== axis);
    return new Tensor(data, rest(this.shape), rest(this.axes), {
      ...this.source,
      ...(this.axes[axis] === 'layer' ? {layer: index} : {}),
      ...(this.axes[axis] === 'head' ? {head: index} : {}),
    });
  }
}

/** Values that were made up for a picture. Showing them switches the badge on. */
export const illustrative = (values: ArrayLike<number>, axis: string): Tensor =>
  Tensor.of(values, axis, {model: null, revision: '', dtype: '', illustrative: true});
