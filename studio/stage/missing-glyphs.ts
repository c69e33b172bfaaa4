/** What no font needs a glyph for. */
const INVISIBLE = /[\s\p{M}\p{Cc}\p{Cf}\p{Cs}]/u;
/** A character that Unicode has not assigned, so that no font has it. */
const NOWHERE = '\u0378';
const SIZE = 32;
const ROOM = 2 * SIZE;

type Draw = CanvasRenderingContext2D['fillText'];

/**
 * Finds characters that neither the project's fonts nor the machine's have. A browser
 * draws the same box for each of them, and says nothing.
 */
export class MissingGlyphs {
  private readonly context: CanvasRenderingContext2D;
  /** Whether a character is missing, by font and character. */
  private readonly known = new Map<string, boolean>();
  private readonly boxes = new Map<string, string>();
  private readonly found = new Set<string>();

  /** @param draw - The browser's own `fillText`, which nobody watches. */
  public constructor(private readonly draw: Draw) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, {width: ROOM, height: ROOM});
    const context = canvas.getContext('2d', {willReadFrequently: true});
    if (!context) throw new Error('The browser has no 2D canvas.');
    this.context = context;
  }

  /** Forget which have been found; whoever draws on is told anew. */
  public begin(): void {
    this.found.clear();
  }

  /** Characters found since, sorted. */
  public get all(): string[] {
    return [...this.found].sort();
  }

  /** @param font - As in `CanvasRenderingContext2D.font`. */
  public look(font: string, text: string): void {
    const sized = font.replace(/[\d.]+px/, `${SIZE}px`);
    for (const character of new Set(text)) {
      const key = `${sized}|${character}`;
      const missing = this.known.get(key) ?? this.isMissing(sized, character);
      this.known.set(key, missing);
      if (missing) this.found.add(character);
    }
  }

  private isMissing(font: string, character: string): boolean {
    if (INVISIBLE.test(character)) return false;
    const box = this.boxes.get(font) ?? this.pictureOf(font, NOWHERE);
    this.boxes.set(font, box);
    return this.pictureOf(font, character) === box;
  }

  private pictureOf(font: string, character: string): string {
    const {context} = this;
    context.clearRect(0, 0, ROOM, ROOM);
    context.font = font;
    this.draw.call(context, character, SIZE / 4, SIZE * 1.5);
    return context.getImageData(0, 0, ROOM, ROOM).data.join();
  }
}
