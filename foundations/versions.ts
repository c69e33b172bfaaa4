import {readFileSync} from 'node:fs';

/** Version of an installed package. Some do not export their package.json, so it is read. */
export function packageVersion(name: string): string {
  return versionIn(`../node_modules/${name}/package.json`);
}

/** Version of this project. */
export const ownVersion = (): string => versionIn('../package.json');

/** Versions that the values of a capture may depend on. */
export const captureVersions = (): Record<string, string> => ({
  'attention-in-motion': ownVersion(),
  'onnxruntime-node': packageVersion('onnxruntime-node'),
  '@huggingface/tokenizers': packageVersion('@huggingface/tokenizers'),
});

function versionIn(file: string): string {
  const json = readFileSync(new URL(file, import.meta.url), 'utf8');
  return (JSON.parse(json) as {version: string}).version;
}
