import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);

/** Version of an installed package. */
export function packageVersion(name: string): string {
  return (require(`${name}/package.json`) as {version: string}).version;
}

/** Versions that the values of a capture may depend on. */
export const captureVersions = (): Record<string, string> => ({
  'attention-in-motion': (require('../package.json') as {version: string}).version,
  'onnxruntime-node': packageVersion('onnxruntime-node'),
  '@huggingface/tokenizers': packageVersion('@huggingface/tokenizers'),
});
