import {MissingGlyphs} from './missing-glyphs.ts';

/**
 * Load every font face that the page has declared, in code or in CSS.
 *
 * @remarks
 * A face that is declared is fetched only when text in it is drawn, and until it is there
 * the text comes out in another one, without a word.
 *
 * @throws An error that names the face which could not be loaded.
 */
export async function loadDeclaredFonts(): Promise<void> {
  await Promise.all(
    [...document.fonts].map(async face => {
      await face.load().catch(() => undefined);
      if (face.status !== 'loaded') {
        throw new Error(
          `The font ${face.family} (${face.weight} ${face.style}) could not be loaded; ` +
            'look at the src of its @font-face.',
        );
      }
    }),
  );
  await document.fonts.ready;
}

/** Notices families of text that come from the machine instead of the project. */
export class FontWatch {
  private readonly seen = new Set<string>();
  private readonly families = new Set<string>();
  /** Finds the characters that come from nowhere. */
  public readonly glyphs: MissingGlyphs;

  /** @param prototype - The kind of canvas context to watch. */
  public constructor(prototype: CanvasRenderingContext2D) {
    const {fillText, strokeText} = prototype;
    const glyphs = new MissingGlyphs(fillText);
    this.glyphs = glyphs;
    const look = (font: string, text: string): void => {
      this.look(font);
      glyphs.look(font, text);
    };
    prototype.fillText = function (...args) {
      look(this.font, args[0]);
      fillText.apply(this, args);
    };
    prototype.strokeText = function (...args) {
      look(this.font, args[0]);
      strokeText.apply(this, args);
    };
  }

  /** Families seen so far that no face of the page declares. */
  public get undeclared(): string[] {
    const declared = new Set([...document.fonts].map(({family}) => plain(family)));
    return [...this.families].filter(family => !declared.has(plain(family))).sort();
  }

  private look(font: string): void {
    if (this.seen.has(font)) return;
    this.seen.add(font);
    const family = familyOf(font);
    if (family) this.families.add(family);
  }
}

/** The first family of a font as `CanvasRenderingContext2D.font` has it. */
function familyOf(font: string): string | null {
  const list = /(?:^|\s)[\d.]+px(?:\/\S+)?\s+(.*)$/.exec(font)?.[1];
  return (
    list
      ?.split(',')[0]
      .trim()
      .replace(/^["']|["']$/g, '') ?? null
  );
}

const plain = (family: string): string =>
  family.replace(/^["']|["']$/g, '').toLowerCase();
