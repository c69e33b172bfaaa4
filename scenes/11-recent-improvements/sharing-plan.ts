/**
 * Where the keys stand that each query head reads: in the middle of all heads that share
 * them, 0 at the left end and 1 at the right one.
 *
 * @throws RangeError where the heads cannot be shared out evenly.
 */
export function centresOf(heads: number, keyHeads: number): number[] {
  if (keyHeads < 1 || heads % keyHeads !== 0) {
    throw new RangeError(`${heads} heads do not share ${keyHeads} evenly`);
  }
  const group = heads / keyHeads;
  return Array.from(
    {length: heads},
    (_, head) => (Math.floor(head / group) + 0.5) / keyHeads,
  );
}
