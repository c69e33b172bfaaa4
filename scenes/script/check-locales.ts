import {ScriptError} from './parse-script.ts';
import type {LocaleScript} from './script.ts';

/**
 * Check that a scene's scripts say the same moments and the same words in every locale.
 *
 * @param scripts - The scene's scripts; the first one sets the order.
 * @throws {@link ScriptError} at the file that lacks something.
 */
export function checkLocales(scripts: readonly LocaleScript[]): void {
  const [reference, ...others] = scripts;
  for (const script of others) {
    for (const [missing, at] of [
      [difference(cueNames(reference), cueNames(script)), script],
      [difference(cueNames(script), cueNames(reference)), reference],
    ] as const) {
      if (missing) {
        const known = (at === script ? reference : script).cues.find(
          c => c.name === missing,
        );
        throw new ScriptError(
          at.file,
          at.cues[at.cues.length - 1].line,
          `cue "${missing}" is missing (it stands in the ${at === script ? reference.locale : script.locale} script, line ${known?.line})`,
        );
      }
    }
    const word =
      difference(Object.keys(reference.words), Object.keys(script.words)) ??
      difference(Object.keys(script.words), Object.keys(reference.words));
    if (word) {
      const at = word in reference.words ? script : reference;
      throw new ScriptError(at.file, 2, `words.${word} is missing`);
    }
  }
}

const cueNames = (script: LocaleScript): string[] => script.cues.map(cue => cue.name);

const difference = (all: string[], some: string[]): string | undefined =>
  all.find(name => !some.includes(name));
