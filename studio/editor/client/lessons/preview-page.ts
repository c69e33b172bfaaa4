import {PREVIEW_PATH} from '../../protocol.ts';
import type {ViewVariables} from '../view-variables.ts';
import type {Preview} from './preview-frame.ts';

const READY_MS = 60_000;

/** Hidden pages that play scenes for the list, one lesson after the other. */
export class PreviewPages {
  private frame: {file: string; element: HTMLIFrameElement} | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /** @param view - Language and theme of the pictures. */
  public constructor(private readonly view: ViewVariables) {}

  /** Play a scene of a lesson, after those that were asked for before. */
  public play(file: string, scene: string): Promise<Preview> {
    const next = this.last.then(async () => (await this.ready(file))(scene, this.view));
    this.last = next.catch(() => {});
    return next;
  }

  private async ready(file: string): Promise<NonNullable<Window['aimPreview']>> {
    if (this.frame?.file !== file) {
      this.frame?.element.remove();
      const element = document.createElement('iframe');
      const {locale, theme} = this.view;
      const query = new URLSearchParams({project: file, locale, theme});
      element.src = `${PREVIEW_PATH}?${query}`;
      element.hidden = true;
      document.body.append(element);
      this.frame = {file, element};
    }
    const end = performance.now() + READY_MS;
    while (performance.now() < end) {
      const preview = this.frame.element.contentWindow?.aimPreview;
      if (preview) return preview;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('The page that plays scenes does not come up.');
  }
}
