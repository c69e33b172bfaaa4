/**
 * A clock that shows the frame and chance that begins anew with every scene, so that a
 * picture depends on its frame alone, whoever draws it and when.
 *
 * @remarks
 * Installed when this module is loaded, before any scene is. Chance while a picture is
 * drawn is refused: how often a picture is drawn depends on where a chunk begins.
 */
class SeededWorld {
  /** Whether a picture is being drawn. */
  public drawing = false;
  /** Milliseconds since the project's first frame. */
  public clock: () => number = () => 0;
  private state = 0;

  /** Begin the sequence of random numbers anew. */
  public reseed(): void {
    this.state = 0x9e3779b9;
  }

  /** The next number of the sequence, in `[0, 1)`; splitmix32. */
  public random(): number {
    if (this.drawing) {
      throw new Error(
        'Math.random() is called while a picture is drawn, which would make every ' +
          'drawing another one. Take the number in the generator, from useRandom().',
      );
    }
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  }
}

/** What `Date` shows in frame 0. */
const EPOCH = Date.UTC(2000, 0, 1);

export const world = new SeededWorld();
world.reseed();

Math.random = () => world.random();
const now = (): number => EPOCH + Math.floor(world.clock());
performance.now = () => world.clock();
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
