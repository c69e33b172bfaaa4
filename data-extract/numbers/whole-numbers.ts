/**
 * Whole numbers as 64 bits each, as `BigInt64Array.from(data, BigInt)` makes them, which
 * takes several times as long.
 */
export function wholeNumbers(data: ArrayLike<number | bigint>): BigInt64Array {
  const numbers = new BigInt64Array(data.length);
  for (let i = 0; i < data.length; i++) numbers[i] = BigInt(data[i]);
  return numbers;
}
