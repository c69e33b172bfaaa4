import fc from 'fast-check';

/** Ways to spoil a file; each gets numbers from 0 to 1 and the bytes, and returns bytes. */
const WAYS: readonly ((random: () => number, bytes: Buffer) => Buffer)[] = [
  // A few bits.
  (random, bytes) => {
    for (let i = 0; i < 1 + random() * 4; i++)
      bytes[at(random, bytes)] ^= 1 << (random() * 8);
    return bytes;
  },
  // A few bytes.
  (random, bytes) => {
    for (let i = 0; i < 1 + random() * 8; i++) bytes[at(random, bytes)] = random() * 256;
    return bytes;
  },
  // An end that is missing.
  (random, bytes) => bytes.subarray(0, at(random, bytes)),
  // A part twice.
  (random, bytes) => {
    const [from, to] = range(random, bytes, 400);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  // A part that is missing.
  (random, bytes) => {
    const [from, to] = range(random, bytes, 400);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  // A length or size that is absurd.
  (random, bytes) => {
    const place = at(random, bytes);
    const huge = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
    return Buffer.concat([
      bytes.subarray(0, place),
      huge.subarray(0, 1 + random() * 9),
      bytes.subarray(place),
    ]);
  },
  // A name for another of the same length: dangling inputs, cycles, other operators.
  (random, bytes) => {
    const names = [...new Set(bytes.toString('latin1').match(/[a-z]\w{3,14}/gi) ?? [])];
    const name = names[Math.floor(random() * names.length)] ?? '';
    const same = names.filter(other => other.length === name.length && other !== name);
    const other = same[Math.floor(random() * same.length)];
    if (other === undefined) return bytes;
    const places: number[] = [];
    for (let i = bytes.indexOf(name); i >= 0; i = bytes.indexOf(name, i + 1))
      places.push(i);
    bytes.write(other, places[Math.floor(random() * places.length)], 'latin1');
    return bytes;
  },
  // A file of weights that lies elsewhere.
  (random, bytes) => {
    const elsewhere = [
      '../secrets.bin',
      '/etc/passwd',
      '..\\weights.bi',
      'weights.bin\0',
    ];
    const place = bytes.indexOf('weights.bin');
    if (place < 0) return bytes;
    bytes.write(
      elsewhere[Math.floor(random() * elsewhere.length)].slice(0, 11),
      place,
      'latin1',
    );
    return bytes;
  },
];

/** What is done to a file, one way after the other: what fails is told with as few as do. */
export const spoilings = fc.array(
  fc.record({
    way: fc.nat({max: WAYS.length - 1}),
    // Of `fc.double`, half would be so small that they choose the first of all places.
    numbers: fc.infiniteStream(
      fc.noBias(fc.nat({max: 2 ** 31 - 1})).map(number => number / 2 ** 31),
    ),
  }),
  {minLength: 1, maxLength: 3},
);

/** What is done to a file. */
export type Spoiling = typeof spoilings extends fc.Arbitrary<infer T> ? T : never;

/** A spoiled copy of a file. */
export function mutate(file: Uint8Array, spoiling: Spoiling): Buffer {
  let bytes = Buffer.from(file);
  for (const {way, numbers} of spoiling) {
    if (bytes.length < 2) break;
    bytes = Buffer.from(WAYS[way](() => numbers.next().value ?? 0, bytes));
  }
  return bytes;
}

const at = (random: () => number, bytes: Buffer): number =>
  Math.floor(random() * bytes.length);

function range(random: () => number, bytes: Buffer, longest: number): [number, number] {
  const from = at(random, bytes);
  return [from, Math.min(bytes.length, from + Math.ceil(random() * longest))];
}
