/** A kind of tensor that captures hold. */
export interface TensorKind {
  /**
   * Its name; `{l}` is a layer, `{h}` a head, `{n}` an attention that
   * no block claims, `{name}` what the declaration says. In an
   * encoder-decoder `blocks.{l}` reads `encoder.{l}` or `decoder.{l}`, and names outside
   * the blocks begin with the half.
   */
  name: string;
  axes: readonly string[];
  /** What its numbers are. */
  values: 'activation' | 'weight' | 'score' | 'share' | 'count' | 'cosine' | 'place';
}

/** Kinds of tensors that differ in their names alone. */
export const kindsOf = (
  values: TensorKind['values'],
  axes: readonly string[],
  ...names: string[]
): TensorKind[] => names.map(name => ({name, axes, values}));

/** Names of hooks in every block. */
export const inBlock = (...hooks: string[]): string[] =>
  hooks.map(hook => `blocks.{l}.${hook}`);
