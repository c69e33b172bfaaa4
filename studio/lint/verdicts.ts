import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {hashJson, sha256} from '../../foundations/canonical-json.ts';
import {replaceFile} from '../../foundations/files/replace-file.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import type {Play} from '../render/plan/unit.ts';
import {ROOT} from '../../foundations/root.ts';

/** What finds mistakes, besides the play it looks at. */
export interface Linter {
  /** Hash over the code that looks at pictures in the page. */
  looking: string;
  browser: {version: string; flags: readonly string[]};
}

/**
 * Remembers which plays were looked at and found without fault. Where neither the play
 * nor what looks at it has changed, there is nothing new to be seen.
 */
export class Verdicts {
  private constructor(
    private readonly folder: string,
    private readonly linter: string,
  ) {}

  /** @param folder - Where verdicts lie, a small file for each play. */
  public static async open(folder: string, linter: Linter): Promise<Verdicts> {
    const files = filesIn(join(ROOT, 'studio/lint'));
    const rules = await Promise.all(
      files.map(async file => sha256(await readFile(file))),
    );
    return new Verdicts(folder, hashJson({linter, rules}));
  }

  /** Whether the play was free of findings as it is now. */
  public async isClean(play: Play): Promise<boolean> {
    const known = await readFile(this.file(play), 'utf8').catch(() => '');
    return known === this.key(play);
  }

  public async keepClean(play: Play): Promise<void> {
    await replaceFile(this.file(play), this.key(play));
  }

  /** A scene has one verdict for each way in which it is played. */
  private file({identity, request}: Play): string {
    return join(this.folder, hashJson([identity, request]).slice(0, 32));
  }

  private key({request, inputs}: Play): string {
    return hashJson({request, inputs, linter: this.linter});
  }
}
