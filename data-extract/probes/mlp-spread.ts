/** How the activations of a layer are spread at a position. */
export interface ActivationSpread {
  /** Size of the largest; bins go from below 0 to above it by so much. */
  largest: number;
  /** Neurons by their activation, from the most negative bin to the most positive. */
  counts: number[];
  /** Neurons of at least a tenth of the largest, and of less than a hundredth of it. */
  firing: number;
  silent: number;
  /** The strongest so many neurons have half of all activation, by size. */
  half: number;
}

/** Share of the largest from which a neuron counts as firing, and below which as silent. */
const [FIRING, SILENT] = [0.1, 0.01];

/** Count activations. Pure. */
export function spreadOf(values: Float32Array, bins: number): ActivationSpread {
  const sizes = values.map(Math.abs).sort().reverse();
  const largest = sizes[0] ?? 0;
  const counts = Array.from({length: bins}, () => 0);
  for (const value of values) {
    const share = largest === 0 ? 0.5 : (value / largest + 1) / 2;
    counts[Math.min(bins - 1, Math.floor(share * bins))]++;
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let sum = 0;
  const half = sizes.findIndex(size => (sum += size) >= total / 2) + 1;
  return {
    largest,
    counts,
    half: total === 0 ? 0 : half,
    firing: sizes.filter(size => largest > 0 && size >= FIRING * largest).length,
    silent: sizes.filter(size => size < SILENT * largest || largest === 0).length,
  };
}
