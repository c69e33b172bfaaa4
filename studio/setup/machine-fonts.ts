import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {homedir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';

import {sha256} from '../../foundations/canonical-json.ts';
import {FONTS_CONF} from './start-browser.ts';

/** Where fonts lie on systems without fontconfig. */
const FOLDERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['/System/Library/Fonts', '/Library/Fonts', '~/Library/Fonts'],
  win32: ['C:/Windows/Fonts', '~/AppData/Local/Microsoft/Windows/Fonts'],
};
const FONT = /\.(?:ttf|otf|ttc|otc|pfa|pfb|pcf|pcf\.gz|woff2?)$/i;
/** The table of contents of a font, with a sum over every table, lies in here. */
const HEAD = 4096;

/** Environment variables that say where fonts lie. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A hash over the fonts that text of the machine can be set in, and over how they are
 * chosen: another one means that text may look otherwise.
 *
 * @param environment - As the browser is given it.
 */
export async function machineFonts(
  environment: Environment = process.env,
): Promise<string> {
  const {folders, texts} = fontFolders(environment);
  const files = [...new Set(folders.flatMap(fontsIn))];
  const lines = new Set(await Promise.all(files.map(identity)));
  return sha256([...texts, ...[...lines].sort()].join('\n'));
}

/** The fonts in a folder; links that lead nowhere are none. */
const fontsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, {recursive: true, encoding: 'utf8'})
        .filter(name => FONT.test(name))
        .map(name => join(folder, name))
        .filter(path => existsSync(path) && statSync(path).isFile())
    : [];

/** By its name and content: where it lies is another place on another machine. */
async function identity(path: string): Promise<string> {
  const file = await open(path);
  try {
    const {size} = await file.stat();
    const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return `${basename(path)} ${size} ${sha256(buffer.subarray(0, bytesRead))}`;
  } finally {
    await file.close();
  }
}

/** Folders with fonts, and the texts of the files that configure them. */
function fontFolders(environment: Environment): {folders: string[]; texts: string[]} {
  const home = environment.HOME ?? homedir();
  const named = FOLDERS[process.platform];
  if (named) return {folders: named.map(path => path.replace(/^~/, home)), texts: []};
  const data = environment.XDG_DATA_HOME ?? join(home, '.local/share');
  const config = environment.XDG_CONFIG_HOME ?? join(home, '.config');
  const [folders, texts] = [new Set<string>(), new Map<string, string>()];
  const read = (path: string): void => {
    if (texts.has(path) || !existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).filter(name => /^\d.*\.conf$/.test(name));
      for (const name of names.sort()) read(join(path, name));
      return;
    }
    const text = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
    texts.set(path, text);
    for (const {isXdg, name} of entries(text, 'dir'))
      folders.add(isXdg ? join(data, name) : resolve(dirname(path), tilde(name, home)));
    for (const {isXdg, name} of entries(text, 'include'))
      read(isXdg ? join(config, name) : resolve(dirname(path), tilde(name, home)));
  };
  read(environment.FONTCONFIG_FILE ?? FONTS_CONF);
  return {folders: [...folders].sort(), texts: [...texts.values()]};
}

const entries = (text: string, tag: string): {isXdg: boolean; name: string}[] =>
  [...text.matchAll(new RegExp(`<${tag}([^>]*)>([^<]+)</${tag}>`, 'g'))].map(
    ([, attributes, name]) => ({
      isXdg: /prefix="xdg"/.test(attributes),
      name: name.trim(),
    }),
  );

const tilde = (name: string, home: string): string => name.replace(/^~/, home);
