import type {CaptureFile} from '../capture/format.ts';

/** What a capture depends on. Where it is equal, the capture is fresh. */
export type CaptureInputs = ReturnType<typeof inputsOf>;

/** What a capture was made from. */
export function inputsOf({format, id, declarationSha256, provenance}: CaptureFile) {
  const {role, model, tokenizer, versions} = provenance;
  const {id: modelId, revision, branch, files} = model;
  return {
    format,
    id,
    declarationSha256,
    role,
    model: {id: modelId, revision, ...(branch === undefined ? {} : {branch}), files},
    tokenizer,
    versions,
  };
}
