import {PALETTES} from '../../scenes/theme/palette.ts';
import type {ThemeName} from '../../scenes/theme/palette.ts';
import {MONO, SANS, font} from '../../scenes/theme/type.ts';
import {SHEET, planSheet} from './sheet-plan.ts';
import type {SheetRow} from './sheet-plan.ts';

/** A scene's pictures, all of one size. */
interface Scene extends SheetRow {
  pictures: ImageBitmap[];
}

/** Chromium's largest canvas. */
const MOST = 32_767;

/** Collects pictures of scenes and puts them on one sheet. */
export class ContactSheet {
  private scenes: Scene[] = [];

  /** Add a scene. */
  public add(heading: string, labels: readonly string[], pictures: ImageBitmap[]): void {
    this.scenes.push({heading, labels, pictures});
  }

  /**
   * All scenes added so far on one PNG; the next sheet begins empty.
   *
   * @returns A data URL.
   */
  public finish(theme: ThemeName): string {
    const scenes = this.scenes;
    this.scenes = [];
    const [first] = scenes.flatMap(({pictures}) => pictures);
    if (!first) throw new Error('There is no picture on the contact sheet.');
    const size = {width: first.width, height: first.height};
    const {width, height, rows} = planSheet(scenes, size);
    if (height > MOST) {
      throw new Error(
        `The contact sheet would be ${height} pixels high; give a smaller --scale, or fewer scenes.`,
      );
    }
    const canvas = document.createElement('canvas');
    Object.assign(canvas, {width, height});
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser has no 2D canvas.');
    const palette = PALETTES[theme];
    context.fillStyle = palette.rule;
    context.fillRect(0, 0, width, height);
    context.fillStyle = palette.ink;
    scenes.forEach(({heading, labels, pictures}, i) => {
      context.font = font(SANS, SHEET.heading, 700);
      const {x, y} = rows[i].heading;
      context.fillText(heading, x, y, width - 2 * SHEET.margin);
      context.font = font(MONO, SHEET.label, 500);
      rows[i].pictures.forEach(({picture, label}, j) => {
        context.drawImage(pictures[j], picture.x, picture.y);
        pictures[j].close();
        context.fillText(labels[j], label.x, label.y, size.width);
      });
    });
    return canvas.toDataURL('image/png');
  }
}
