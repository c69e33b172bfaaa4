import {hashJson} from '../../../foundations/canonical-json.ts';
import {toolFile} from '../../../foundations/root.ts';
import {UserError} from '../../../foundations/user-error.ts';
import type {StaleCapture} from '../../freshness/stale-captures.ts';
import type {ModuleWatch} from '../../vite/lesson-plugin.ts';
import type {CaptureRun, EditorState, Problem} from '../protocol.ts';
import {placeOfError} from './place-of-error.ts';

/** What the editor's pages are told: captures being made, and what is wrong. */
export class LiveState implements ModuleWatch {
  private capturing: CaptureRun | null = null;
  private readonly problems = new Map<string, Problem>();
  private stale: readonly StaleCapture[] = [];
  private changed: (state: EditorState) => void = () => {};

  public get current(): EditorState {
    return {
      capturing: this.capturing,
      stale: this.stale,
      problems: [...this.problems.values()],
    };
  }

  /** @param changed - Told the whole state after every change. */
  public listen(changed: (state: EditorState) => void): void {
    this.changed = changed;
  }

  /** Say what is being captured; `null` when nothing is. */
  public capture(run: CaptureRun | null): void {
    this.capturing = run;
    this.changed(this.current);
  }

  /**
   * Say which captures are stale.
   *
   * @returns Ids of those that were not before.
   */
  public judged(stale: readonly StaleCapture[]): string[] {
    const former = this.stale;
    if (hashJson(former) === hashJson(stale)) return [];
    this.stale = stale;
    this.changed(this.current);
    const before = new Set(former.map(({capture}) => capture));
    return stale.map(({capture}) => capture).filter(capture => !before.has(capture));
  }

  public report(problem: Problem): void {
    this.problems.set(problem.key, problem);
    this.changed(this.current);
  }

  /**
   * Something that is read from files cannot be read as they are.
   *
   * @param key - What it goes by until it is mended.
   * @param file - The file to look at where the error names none.
   */
  public unreadable(key: string, file: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof UserError ? error.remedy : null;
    this.report({key, ...placeOfError(message, file, ''), message, remedy});
  }

  /** What throws the reason at whoever looks into it, so that the editor comes up. */
  public standIn(message: string): string {
    const broken = toolFile('studio/editor/client/broken.ts');
    return `import {broken} from '${broken}';\nexport default broken(${JSON.stringify(message)});`;
  }

  /** The cause of a problem is gone. */
  public mended(key: string): void {
    if (this.problems.delete(key)) this.changed(this.current);
  }
}
