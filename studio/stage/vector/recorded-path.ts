import {PATH_CALLS, PathData} from './path-data.ts';

/**
 * Make every `Path2D` of the page that is built from now on remember how.
 *
 * @returns Gives the path data of such a path.
 */
export function watchPath2D(): (path: Path2D) => string {
  const known = new WeakMap<Path2D, PathData>();
  const dataOf = (path: Path2D): PathData => {
    const data = known.get(path);
    if (!data) throw new Error('A path was built before recording began.');
    return data;
  };
  class RecordedPath extends Path2D {
    public constructor(from?: Path2D | string) {
      super(from);
      known.set(this, new PathData(from instanceof Path2D ? dataOf(from).d : from));
    }

    public override addPath(path: Path2D, transform?: DOMMatrix2DInit): void {
      if (transform)
        throw new Error('Paths that are added under a transform are not told as shapes.');
      dataOf(this).append(dataOf(path));
      super.addPath(path);
    }
  }
  const plain = Path2D.prototype;
  for (const name of PATH_CALLS) {
    Object.defineProperty(RecordedPath.prototype, name, {
      value(this: RecordedPath, ...args: unknown[]) {
        (dataOf(this)[name] as (...args: unknown[]) => void)(...args);
        (plain[name] as (...args: unknown[]) => void).apply(this, args);
      },
    });
  }
  globalThis.Path2D = RecordedPath;
  return path => dataOf(path).d;
}
