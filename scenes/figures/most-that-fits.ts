/**
 * The largest number from 1 to `most` that fits, where all smaller ones fit as well; 1
 * where none does. Pure.
 */
export function mostThatFits(most: number, fits: (count: number) => boolean): number {
  let [fitting, beyond] = [1, most + 1];
  while (beyond - fitting > 1) {
    const middle = Math.floor((fitting + beyond) / 2);
    if (fits(middle)) fitting = middle;
    else beyond = middle;
  }
  return fitting;
}
