import {ScriptError} from './script-error.ts';
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
    for (const [has, lacks] of [
      [reference, script],
      [script, reference],
    ]) {
      const word = difference(Object.keys(has.words), Object.keys(lacks.words));
      if (word === undefined) continue;
      const {line} = Object.values(lacks.words).at(-1) ?? lacks.title;
      throw new ScriptError(
        lacks.file,
        line,
        `words.${word} is missing (it stands in the ${has.locale} script, line ${has.words[word].line})`,
      );
    }
  }
}

const cueNames = (script: LocaleScript): string[] => script.cues.map(cue => cue.name);

const difference = (all: string[], some: string[]): string | undefined =>
  all.find(name => !some.includes(name));
