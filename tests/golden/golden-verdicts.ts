import {readFile} from 'node:fs/promises';

import {sha256} from '../../foundations/canonical-json.ts';
import {ROOT} from '../../foundations/root.ts';
import {Verdicts} from '../../studio/lint/verdicts.ts';
import type {Linter} from '../../studio/lint/verdicts.ts';
import type {Play} from '../../studio/render/plan/unit.ts';

/** What was found to be the same is remembered here, as long as nothing changes. */
const KEPT = `${ROOT}/.cache/golden-verdicts`;
const COMPARING = ['compare-pictures.ts', 'story.ts', 'draw-scenes.ts'].map(
  name => `${ROOT}/tests/golden/${name}`,
);

/**
 * Remembers which pictures were the golden ones to the last byte, so that they need not be
 * drawn again. Where the variable `CI` is set, all are.
 */
export class GoldenVerdicts {
  /** Names of what is known to be the same. */
  public readonly same = new Set<string>();
  private readonly keeping = new Map<string, () => Promise<void>>();

  /**
   * Whether a picture is known to be the same.
   *
   * @param files - The golden pictures of it.
   */
  public async isKnown(
    name: string,
    files: readonly string[],
    play: Play,
    browser: Linter['browser'],
  ): Promise<boolean> {
    const looking = await hashOf([...files, ...COMPARING]);
    const verdicts = await Verdicts.open(KEPT, {looking, browser});
    this.keeping.set(name, () => verdicts.keepClean(play));
    const known = !process.env.CI && (await verdicts.isClean(play));
    if (known) this.same.add(name);
    return known;
  }

  /** Remember that it is the same. */
  public async keep(name: string): Promise<void> {
    await this.keeping.get(name)?.();
  }
}

const hashOf = async (files: readonly string[]): Promise<string> =>
  sha256(
    (await Promise.all(files.map(file => readFile(file).catch(() => ''))))
      .map(bytes => sha256(bytes))
      .join(' '),
  );
