/** What a docstring says of a number, in the order in which it counts. */
const SAID: readonly [RegExp, string][] = [
  [/\b(?:from )?0 to 1\b|\b0: .+; 1: |\bopacity\b/i, '0 to 1'],
  [/frame coordinates|\bpixels\b/i, 'px'],
  [/\bmilliseconds\b/i, 'ms'],
  [/\bseconds\b/i, 's'],
  [/\bdegrees\b/i, 'degrees'],
  [/\bradians\b/i, 'radians'],
  [/\bbytes\b/i, 'bytes'],
  [/\bindex\b|\bposition of\b|\bplace in\b|\bfrom 0[;,.]/i, 'index'],
  [/\bfrom 1[;,.]/, 'number from 1'],
  [/\bfull colour\b/, 'as the values'],
  [/\bdecimals\b/i, 'digits'],
  [/\bhow many\b|\bnumber of\b|\bso many\b|\bhow often\b/i, 'count'],
  [/\bshares?\b/i, '0 to 1'],
];

const PLACES = /^(?:readonly )?(?:Box|Point|BBox)(?:\[\])*(?: \| null)?$/;
const NUMBERS = /\bnumber\b/;
const SHAPE = /`?(\[[a-z_ ]+(?:, [a-z_ ]+)*\])`?/;

/**
 * The unit of a property's numbers, or the axes of its tensors; `''` for what has none,
 * such as text, `null` where it should be said and is not.
 *
 * @param type - Its type, without signals.
 * @param text - Its docstring.
 * @param said - What its `@unit` says, where it has one.
 */
export function unitOf(
  type: string,
  text: string,
  said: string | undefined,
): string | null {
  if (said !== undefined) return said;
  if (PLACES.test(type)) return 'px';
  if (/\bTensor\b/.test(type)) return SHAPE.exec(text)?.[1] ?? null;
  // Of functions and fields of fields the text says what each is.
  if (!NUMBERS.test(type) || /=>|\{/.test(type)) return '';
  return SAID.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
