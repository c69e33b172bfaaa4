/** Radius of a corner; elliptic ones are refused. */
type Radius = number | {x?: number; y?: number};

/** Builds the path data of SVG from the calls that build a path on a canvas. */
export class PathData {
  private readonly parts: string[] = [];
  private x = 0;
  private y = 0;
  private startX = 0;
  private startY = 0;

  /** @param d - Path data to begin with. */
  public constructor(d = '') {
    if (d !== '') this.parts.push(d);
  }

  /** The path so far. */
  public get d(): string {
    return this.parts.join('');
  }

  public moveTo(x: number, y: number): void {
    this.parts.push(`M${pair(x, y)}`);
    [this.startX, this.startY] = [x, y];
    this.at(x, y);
  }

  public lineTo(x: number, y: number): void {
    if (this.parts.length === 0) return this.moveTo(x, y);
    this.parts.push(`L${pair(x, y)}`);
    this.at(x, y);
  }

  public bezierCurveTo(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    x: number,
    y: number,
  ): void {
    if (this.parts.length === 0) this.moveTo(x1, y1);
    this.parts.push(`C${pair(x1, y1)} ${pair(x2, y2)} ${pair(x, y)}`);
    this.at(x, y);
  }

  public quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    if (this.parts.length === 0) this.moveTo(x1, y1);
    this.parts.push(`Q${pair(x1, y1)} ${pair(x, y)}`);
    this.at(x, y);
  }

  public arc(
    x: number,
    y: number,
    radius: number,
    start: number,
    end: number,
    counterclockwise = false,
  ): void {
    this.ellipse(x, y, radius, radius, 0, start, end, counterclockwise);
  }

  public ellipse(
    x: number,
    y: number,
    rx: number,
    ry: number,
    rotation: number,
    start: number,
    end: number,
    counterclockwise = false,
  ): void {
    const sweep = sweepOf(start, end, counterclockwise);
    const on = (angle: number): [number, number] => {
      const [cos, sin] = [Math.cos(angle) * rx, Math.sin(angle) * ry];
      return [
        x + cos * Math.cos(rotation) - sin * Math.sin(rotation),
        y + cos * Math.sin(rotation) + sin * Math.cos(rotation),
      ];
    };
    this.lineTo(...on(start));
    // An arc of SVG is told by its end: a whole turn needs two of them.
    const pieces = Math.abs(sweep) > Math.PI ? 2 : 1;
    const degrees = number((rotation * 180) / Math.PI);
    for (let i = 1; i <= pieces; i++) {
      const to = on(start + (sweep * i) / pieces);
      const flags = `0 ${sweep > 0 ? 1 : 0}`;
      this.parts.push(`A${pair(rx, ry)} ${degrees} ${flags} ${pair(...to)}`);
      this.at(...to);
    }
  }

  public arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
    if (this.parts.length === 0) this.moveTo(x1, y1);
    const before = Math.atan2(this.y - y1, this.x - x1);
    const after = Math.atan2(y2 - y1, x2 - x1);
    const between = Math.abs(
      Math.atan2(Math.sin(after - before), Math.cos(after - before)),
    );
    if (radius === 0 || between < 1e-9 || Math.PI - between < 1e-9) {
      return this.lineTo(x1, y1);
    }
    const reach = radius / Math.tan(between / 2);
    this.lineTo(x1 + reach * Math.cos(before), y1 + reach * Math.sin(before));
    const [x, y] = [x1 + reach * Math.cos(after), y1 + reach * Math.sin(after)];
    const sweep = Math.sin(after - before) < 0 ? 1 : 0;
    this.parts.push(`A${pair(radius, radius)} 0 0 ${sweep} ${pair(x, y)}`);
    this.at(x, y);
  }

  public rect(x: number, y: number, width: number, height: number): void {
    this.parts.push(
      `M${pair(x, y)}h${number(width)}v${number(height)}h${number(-width)}Z`,
    );
    [this.startX, this.startY] = [x, y];
    this.at(x, y);
  }

  public roundRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radii: Radius | readonly Radius[] = 0,
  ): void {
    const [a, b, c, d] = cornersOf(radii, width, height);
    this.moveTo(x + a, y);
    this.lineTo(x + width - b, y);
    this.corner(b, x + width, y + b);
    this.lineTo(x + width, y + height - c);
    this.corner(c, x + width - c, y + height);
    this.lineTo(x + d, y + height);
    this.corner(d, x, y + height - d);
    this.lineTo(x, y + a);
    this.corner(a, x + a, y);
    this.closePath();
    this.moveTo(x, y);
  }

  public closePath(): void {
    if (this.parts.length === 0) return;
    this.parts.push('Z');
    this.at(this.startX, this.startY);
  }

  /** Add all of another path. */
  public append(other: PathData): void {
    this.parts.push(other.d);
    [this.startX, this.startY] = [other.startX, other.startY];
    this.at(other.x, other.y);
  }

  private corner(radius: number, x: number, y: number): void {
    if (radius > 0) this.parts.push(`A${pair(radius, radius)} 0 0 1 ${pair(x, y)}`);
    this.at(x, y);
  }

  private at(x: number, y: number): void {
    [this.x, this.y] = [x, y];
  }
}

/** Names of all calls that build a path, on a context and on a `Path2D` alike. */
export const PATH_CALLS = [
  'moveTo',
  'lineTo',
  'bezierCurveTo',
  'quadraticCurveTo',
  'arc',
  'ellipse',
  'arcTo',
  'rect',
  'roundRect',
  'closePath',
] as const;

/** A number as short as a thousandth of a pixel allows. */
const number = (value: number): string => String(Number(value.toFixed(3)));

const pair = (x: number, y: number): string => `${number(x)} ${number(y)}`;

/** Angle that an arc goes through; negative is counterclockwise. */
function sweepOf(start: number, end: number, counterclockwise: boolean): number {
  const turn = 2 * Math.PI;
  const along = counterclockwise ? start - end : end - start;
  const size = along >= turn ? turn : ((along % turn) + turn) % turn;
  return counterclockwise ? -size : size;
}

/** Radii of the four corners, shrunk where they would meet. */
function cornersOf(
  radii: Radius | readonly Radius[],
  width: number,
  height: number,
): [number, number, number, number] {
  const list = (Array.isArray(radii) ? radii : [radii]) as Radius[];
  const [a, b = a, c = a, d = b] = list.map(radius => {
    if (typeof radius === 'number') return radius;
    if (radius.x !== radius.y)
      throw new Error('Elliptic corners are not told as shapes.');
    return radius.x ?? 0;
  });
  const shrink = Math.min(
    1,
    width / Math.max(a + b, c + d, 1e-9),
    height / Math.max(a + d, b + c, 1e-9),
  );
  return [a * shrink, b * shrink, c * shrink, d * shrink];
}
