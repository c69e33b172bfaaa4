/**
 * Functions made of additions, multiplications, divisions and square roots alone. IEEE 754
 * rounds these the same everywhere, so that results agree bit for bit between machines and
 * JavaScript engines, which `Math.exp` and `Math.log` do not promise.
 */

const LN2 = 0.6931471805599453;
/** Beyond this, 1 − σ(x) is lost in single precision anyway. */
const MOST = 40;

/** The logistic function 1 / (1 + e^−x), to within 1e-15 for |x| up to 40. */
export function sigmoid(x: number): number {
  const small = exp(-Math.min(MOST, Math.abs(x)));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** −ln σ(x): the loss where the answer should have been 1. */
export const logLoss = (x: number): number =>
  Math.max(0, -x) + ln(1 + exp(-Math.min(MOST, Math.abs(x))));

/** e^x for −MOST ≤ x ≤ 0. */
function exp(x: number): number {
  const halvings = Math.ceil(-x / LN2);
  const rest = x + halvings * LN2;
  let [term, sum] = [1, 1];
  for (let n = 1; n < 20; n++) {
    term *= rest / n;
    sum += term;
  }
  for (let n = 0; n < halvings; n++) sum /= 2;
  return sum;
}

/** Natural logarithm of 1 ≤ y ≤ 2, as 2 artanh((y − 1) / (y + 1)). */
function ln(y: number): number {
  const z = (y - 1) / (y + 1);
  let [power, sum] = [z, z];
  for (let n = 3; n < 36; n += 2) {
    power *= z * z;
    sum += power / n;
  }
  return 2 * sum;
}

/** x^(3/4) for x ≥ 0. */
export const threeQuarters = (x: number): number =>
  Math.sqrt(x) * Math.sqrt(Math.sqrt(x));
