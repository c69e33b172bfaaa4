/** A command line that a page names. */
export interface CommandLine {
  /** The npm script, or `null` where `aim` is called by its name. */
  script: string | null;
  /** What follows: command and flags of `aim`, or what the script is given. */
  args: readonly string[];
  text: string;
}

const CODE = /^(?:```|~~~)\w*\n([\s\S]*?)^(?:```|~~~)$|`([^`\n]+)`/gm;
const LINE =
  /^(?:npm (?:run )?(?:-s )?([a-z][\w-]*)(?: -- (.*)| (.*))?|(?:npx )?aim (.*))$/;
/** Those of npm itself. */
const OWN = ['ci', 'cit', 'init', 'install', 'link', 'pkg'];

/** The commands in the code of a Markdown page, or of a script. */
export function commandLinesOf(text: string, isMarkdown: boolean): CommandLine[] {
  const code = isMarkdown
    ? [...text.matchAll(CODE)].map(([, block, inline]) => block ?? inline)
    : [text.replace(/^\s*#.*$/gm, '')];
  return code
    .flatMap(part => part.replace(/\\\n/g, ' ').split(/\n|&&|;/))
    .map(line =>
      line
        .replace(/^\s*(?:- )?(?:run: |\$ )?/, '')
        .replace(/\s+# .*$/, '')
        .trim(),
    )
    .flatMap(readLine);
}

function readLine(line: string): CommandLine[] {
  const [, script, behind, before, called] = LINE.exec(line) ?? [];
  if (called !== undefined) return [{script: null, args: words(called), text: line}];
  if (script === undefined || OWN.includes(script)) return [];
  return [{script, args: words(behind ?? before ?? ''), text: line}];
}

const words = (text: string): string[] =>
  [...text.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);

/** Flags that a page names without a command: `--fps`, `--format webm`. */
export const namedFlags = (text: string): string[] =>
  [...text.matchAll(/`(--[a-z][^`\n]*)`/g)].flatMap(([, code]) => flagsOf(words(code)));

/** Flags of a command line, without their values: `--dtype` of `--dtype=fp16`. */
export const flagsOf = (args: readonly string[]): string[] =>
  args.filter(arg => /^--[a-z]/.test(arg)).map(arg => arg.split('=')[0]);
