/**
 * A clock that shows the frame and chance that begins anew with every scene and every
 * picture, so that a picture depends on its frame alone, whoever draws it and when.
 *
 * @remarks
 * Installed when this module is loaded, before any scene is.
 */
class SeededWorld {
  /** Milliseconds since the project's first frame. */
  public clock: () => number = () => 0;
  /**
   * Whether chance or the time has been asked for while a picture was drawn. What a node
   * then keeps for later depends on when it was first drawn.
   */
  public asked = false;
  private state = 0;
  /** Where the sequence of the generators stands while a picture is drawn. */
  private kept: number | null = null;

  /** Whether a picture is being drawn. */
  public get drawing(): boolean {
    return this.kept !== null;
  }

  /** Begin the sequence of random numbers anew. */
  public reseed(): void {
    this.state = 0x9e3779b9;
  }

  /** Until {@link endPicture}, random numbers are those of a picture of a scene. */
  public beginPicture(seed: number): void {
    this.kept ??= this.state;
    this.state = seed;
  }

  /** Go on with the sequence of the generators. */
  public endPicture(): void {
    if (this.kept !== null) this.state = this.kept;
    this.kept = null;
  }

  /** The next number of the sequence, in `[0, 1)`; splitmix32. */
  public random(): number {
    this.note();
    this.state = (this.state + 0x9e3779b9) | 0;
    return mix(this.state) / 4294967296;
  }

  /** What the clock shows, in milliseconds. */
  public now(): number {
    this.note();
    return this.clock();
  }

  private note(): void {
    if (this.kept !== null) this.asked = true;
  }
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The seed of a picture. @param frame - Counted from the scene's beginning. */
export function pictureSeed(scene: string, sceneSeed: number, frame: number): number {
  let seed = mix(sceneSeed | 0);
  for (const character of scene) seed = mix(seed ^ (character.codePointAt(0) ?? 0));
  return mix(seed ^ Math.imul(frame + 1, 0x9e3779b9));
}

/** What `Date` shows in frame 0. */
const EPOCH = Date.UTC(2000, 0, 1);

export const world = new SeededWorld();
world.reseed();

/** The machine's own clock, in milliseconds. */
export const machineTime = Performance.prototype.now.bind(performance);

Math.random = () => world.random();
const now = (): number => EPOCH + Math.floor(world.now());
performance.now = () => world.now();
Object.defineProperty(performance, 'timeOrigin', {value: EPOCH});
Date.now = now;
window.Date = new Proxy(Date, {
  construct: (target, args: unknown[], subclass) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], subclass) as object,
  apply: () => new Date(now()).toString(),
});
crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
  if (array === null) return array;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(world.random() * 256);
  return array;
};
crypto.randomUUID = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const [a, b, c, d, e] = [0, 8, 12, 16, 20].map((from, i, all) =>
    hex.slice(from, all[i + 1]),
  );
  return `${a}-${b}-${c}-${d}-${e}`;
};

/** The newer clock of JavaScript, where the browser has it. */
interface TemporalLike {
  Instant: {fromEpochMilliseconds(ms: number): TemporalInstant};
  Now: Record<string, (zone?: string) => unknown>;
}
interface TemporalInstant {
  toZonedDateTimeISO(zone: string): Record<string, () => unknown>;
}
const {Temporal} = globalThis as {Temporal?: TemporalLike};
if (Temporal) {
  const instant = (): TemporalInstant => Temporal.Instant.fromEpochMilliseconds(now());
  const zoned = (zone = 'UTC') => instant().toZonedDateTimeISO(zone);
  Object.assign(Temporal.Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  });
}
