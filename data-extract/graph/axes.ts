/**
 * The order in which the axes of queries, keys and values lie in memory: `b`atch,
 * `h`ead, `s`equence, `d` for the entries of a head. Reshaping does not change it.
 */
export type Axes = string;

/** As a batched product reads queries and values. */
export const HEADS_FIRST: Axes = 'bhsd';
/** As a linear layer makes them. */
export const POSITIONS_FIRST: Axes = 'bshd';

/**
 * The order before a Transpose, given the order after it.
 *
 * @param after - Order of the result.
 * @param perm - The node's permutation; axes that belong together may be one.
 * @returns `null` where the axes cannot be told.
 */
export function beforeTranspose(after: Axes, perm: readonly number[]): Axes | null {
  const groups = group(after, perm.length);
  if (!groups) return null;
  const before: string[] = [];
  perm.forEach((source, i) => {
    before[source] = groups[i];
  });
  const joined = before.join('');
  if (perm.length !== 5) return joined.length === after.length ? joined : null;
  // Heads in groups: both axes must stay together to be the heads again.
  return joined.includes('hg') ? joined.replace('hg', 'h') : null;
}

function group(axes: Axes, rank: number): string[] | null {
  const letters = [...axes];
  if (rank === letters.length) return letters;
  if (rank === letters.length + 1) return [...axes.replace('h', 'hg')];
  if (rank !== letters.length - 1) return null;
  const pair = ['bh', 'hd', 'bs', 'sb'].find(together => axes.includes(together));
  if (pair === undefined) return null;
  const at = axes.indexOf(pair);
  return [...letters.slice(0, at), pair, ...letters.slice(at + 2)];
}

/** Which axes an Einsum's letters stand for, or `null` where it is no attention. */
export function einsumAxes(
  equation: string,
  product: 'scores' | 'values',
): {first: Axes; second: Axes; result: Axes} | null {
  const match = /^([a-z]+),([a-z]+)->([a-z]+)$/i.exec(equation.replace(/\s/g, ''));
  if (!match) return null;
  const [, first, second, result] = match;
  const summed = [...first].filter(
    letter => second.includes(letter) && !result.includes(letter),
  );
  const [onlyFirst] = [...first].filter(letter => !second.includes(letter));
  const [onlySecond] = [...second].filter(letter => !first.includes(letter));
  if (summed.length !== 1 || !onlyFirst || !onlySecond) return null;
  const names = new Map<string, string>();
  if (product === 'scores') {
    names.set(onlyFirst, 's').set(onlySecond, 's').set(summed[0], 'd');
  } else {
    names.set(onlyFirst, 's').set(summed[0], 's').set(onlySecond, 'd');
  }
  const others = [...first].filter(letter => !names.has(letter));
  others.forEach((letter, i) => names.set(letter, 'bhg'[i] ?? '?'));
  const translate = (letters: string): Axes =>
    [...letters]
      .map(letter => names.get(letter) ?? '?')
      .join('')
      .replace('hg', 'h');
  const axes = {
    first: translate(first),
    second: translate(second),
    result: translate(result),
  };
  return /[?g]/.test(axes.first + axes.second) ? null : axes;
}

/**
 * Bring values into the order `[position, head, entry]`.
 *
 * @param data - Values of one batch entry.
 * @param axes - How they lie.
 * @param positions - Number of positions.
 * @param size - Entries of a head.
 * @param chosen - Positions to take, in this order; default all.
 */
export function toPositionsFirst(
  data: Float32Array,
  axes: Axes,
  positions: number,
  size: number,
  chosen: readonly number[] | null = null,
): {data: Float32Array; heads: number} {
  const heads = data.length / positions / size;
  if (!Number.isInteger(heads)) {
    throw new RangeError(
      `${data.length} values are no ${positions} positions of heads of ${size}`,
    );
  }
  // They lie so already.
  if (axes === POSITIONS_FIRST && !chosen) return {data, heads};
  const extent: Record<string, number> = {b: 1, h: heads, s: positions, d: size};
  const stride: Record<string, number> = {};
  let step = 1;
  for (const axis of [...axes].reverse()) {
    stride[axis] = step;
    step *= extent[axis];
  }
  const {s: perPosition, h: perHead, d: perEntry} = stride;
  const count = chosen?.length ?? positions;
  const result = new Float32Array(count * heads * size);
  let i = 0;
  for (let at = 0; at < count; at++) {
    const position = (chosen?.[at] ?? at) * perPosition;
    for (let h = 0; h < heads; h++) {
      const from = position + h * perHead;
      if (perEntry === 1) {
        result.set(data.subarray(from, from + size), i);
        i += size;
      } else for (let d = 0; d < size; d++) result[i++] = data[from + d * perEntry];
    }
  }
  return {data: result, heads};
}
