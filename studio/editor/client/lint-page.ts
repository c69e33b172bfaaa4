import type {Violation} from '../../lint/judge/rules.ts';
import {LINT_PATH} from '../protocol.ts';
import type {LintRequest} from './lint-frame.ts';

const READY_MS = 30_000;

/** The hidden page that looks at frames; see `lint-frame.ts`. */
export class LintPage {
  private readonly frame = document.createElement('iframe');
  private last: Promise<unknown> = Promise.resolve();

  /** @param project - Path of the project's file. */
  public constructor(project: string) {
    this.frame.src = `${LINT_PATH}?project=${encodeURIComponent(project)}`;
    this.frame.hidden = true;
    document.body.append(this.frame);
  }

  /** Look at a frame, after those that were asked for before. */
  public look(request: LintRequest): Promise<Violation[]> {
    const next = this.last.then(async () => (await this.ready())(request));
    this.last = next.catch(() => {});
    return next;
  }

  public close(): void {
    this.frame.remove();
  }

  private async ready(): Promise<NonNullable<Window['aimLint']>> {
    const end = performance.now() + READY_MS;
    while (performance.now() < end && this.frame.isConnected) {
      const lint = this.frame.contentWindow?.aimLint;
      if (lint) return lint;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('The page that looks at frames does not come up.');
  }
}
