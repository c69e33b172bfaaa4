import {readdir, readFile, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';

import {hashJson} from '../../../foundations/canonical-json.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import type {SharedStore} from '../store/shared-store.ts';

/** Answers that are kept at most; the longest unused go first. */
const KEPT = 2000;
const ANSWER = /^[0-9a-f]{64}\.json$/;

/**
 * Remembers what the stage has said about plays (lengths, cues, encoders), by everything
 * that the answer depends on, so that a plan of known plays needs no browser.
 */
export class PlanMemory {
  /**
   * @param folder - Where answers lie; may be deleted at any time.
   * @param browser - The browser that answers.
   * @param fresh - Ask anew, whatever is known.
   * @param shared - Where answers of other machines lie, and where these go, below
   * `plans/`; `null` for nowhere.
   */
  public constructor(
    private readonly folder: string,
    private readonly browser: {version: string; flags: readonly string[]},
    private readonly fresh: boolean,
    private readonly shared: SharedStore | null,
  ) {}

  /**
   * The remembered answer, else that of `ask`, which is then remembered.
   *
   * @param question - Everything that the answer depends on, the browser left out.
   * @param ask - Gives a value of JSON.
   * @param lasts - Whether the answer depended on nothing else, once it is there.
   */
  public async recall<T>(
    question: unknown,
    ask: () => Promise<T>,
    lasts: () => Promise<boolean>,
  ): Promise<T> {
    const name = `${hashJson({question, browser: this.browser, format: 1})}.json`;
    const file = join(this.folder, name);
    if (!this.fresh) {
      const own = parsed<T>(await readFile(file, 'utf8').catch(() => null));
      if (own !== null) {
        const now = new Date();
        await utimes(file, now, now).catch(() => undefined);
        await this.share(name, JSON.stringify(own));
        return own;
      }
      const others = await this.shared?.read(`plans/${name}`);
      const theirs = parsed<T>(others ? Buffer.from(others).toString() : null);
      if (theirs !== null) {
        await replaceFile(file, JSON.stringify(theirs));
        return theirs;
      }
    }
    const answer = await ask();
    if (!(await lasts())) return answer;
    await replaceFile(file, JSON.stringify(answer));
    await this.share(name, JSON.stringify(answer));
    return answer;
  }

  private async share(name: string, answer: string): Promise<void> {
    if (this.shared === null || (await this.shared.has(`plans/${name}`))) return;
    await this.shared.write(`plans/${name}`, Buffer.from(answer));
  }

  /** Forget what has not been asked for longest. */
  public async tidy(): Promise<void> {
    const names = await readdir(this.folder).catch((): string[] => []);
    const answers = names.filter(name => ANSWER.test(name));
    if (answers.length <= KEPT) return;
    const used = await Promise.all(
      answers.map(async name => {
        const facts = await stat(join(this.folder, name)).catch(() => null);
        return {name, when: facts?.mtimeMs ?? 0};
      }),
    );
    used.sort((a, b) => b.when - a.when);
    for (const {name} of used.slice(KEPT))
      await rm(join(this.folder, name), {force: true});
  }
}

/** A damaged answer is asked for again. */
function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
