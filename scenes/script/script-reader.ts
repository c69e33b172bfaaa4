import {didYouMean} from '../../foundations/did-you-mean.ts';
import {interpolate} from './interpolate.ts';
import type {ScriptValues} from './interpolate.ts';
import type {LocaleScript, SceneScript, ScriptText} from './script.ts';

/**
 * A script in one language as a scene goes through it: its texts with their values filled
 * in, and each cue taken once. All mistakes name file and line.
 */
export class ScriptReader {
  public readonly text: LocaleScript;
  private readonly left: Set<string>;

  /**
   * @param values - What the script's `{{...}}` may name.
   * @throws Where the scene does not speak the language.
   */
  public constructor(
    script: SceneScript,
    locale: string,
    private readonly values: ScriptValues,
  ) {
    this.text = localeScript(script, locale);
    this.left = new Set(this.text.cues.map(({name}) => name));
  }

  /** The scene's title. @throws Where a value is missing. */
  public title(): string {
    return this.fill(this.text.title);
  }

  /** A word of the front matter. @throws Where it, or a value, is missing. */
  public word(name: string): string {
    const {words, title} = this.text;
    if (Object.hasOwn(words, name)) return this.fill(words[name]);
    throw this.mistake(
      title.line,
      `the scene shows the word "${name}", but words.${name} is missing.${didYouMean(name, Object.keys(words))}`,
    );
  }

  /**
   * Take a cue, which is not left then.
   *
   * @returns Its caption, and where that stands.
   * @throws Where it, or a value, is missing.
   */
  public take(name: string): ScriptText {
    const cue = this.text.cues.find(entry => entry.name === name);
    if (!cue) {
      throw this.mistake(
        1,
        `the scene plays "${name}", but there is no "## ${name}".${didYouMean(name, [...this.left])}`,
      );
    }
    this.left.delete(name);
    const {caption, line} = cue;
    return {text: this.fill({text: caption, line}), line};
  }

  /** @throws Where a cue has not been taken. */
  public requireAllTaken(): void {
    const cue = this.text.cues.find(({name}) => this.left.has(name));
    if (cue)
      throw this.mistake(cue.line, `cue "${cue.name}" is never played by the scene.`);
  }

  /** An error that says where in the script it is. */
  public mistake(line: number, what: string): Error {
    return new Error(`${this.text.file}:${line}: ${what}`);
  }

  private fill({text, line}: ScriptText): string {
    try {
      return interpolate(text, this.values);
    } catch (error) {
      throw this.mistake(line, (error as Error).message);
    }
  }
}

function localeScript(script: SceneScript, locale: string): LocaleScript {
  if (Object.hasOwn(script.locales, locale)) return script.locales[locale];
  const known = Object.keys(script.locales).join(', ');
  throw new Error(
    `scenes/${script.id}.script.${locale}.md is missing; the scene speaks ${known}.`,
  );
}
