import type {ModelSizes, SizedModel} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText, sourceOfFile} from './text-files.ts';
import type {Source} from './tensor.ts';

/** A known model with what its configuration comes to. */
export interface CapturedModelSizes extends SizedModel {
  /** The file of its configuration, for the stamp. */
  stamp: Source;
}

/** Known models by their configurations. */
export interface CapturedConfigs {
  /** In the order of the declaration. */
  models: readonly CapturedModelSizes[];
  /**
   * One of them by its name in the declaration.
   *
   * @throws Where it was not asked for.
   */
  model(name: string): CapturedModelSizes;
  /**
   * Parameters and bytes of one of them.
   *
   * @throws Where it is a pair of an encoder and a decoder, too.
   */
  sizes(name: string): ModelSizes;
}

/** @param files - The scene's `*.captured` module. */
export function openModelSizes(files: CaptureFiles): CapturedConfigs {
  const {capture, result} = openText('model-sizes', files);
  const models = result.models.map(model => ({
    ...model,
    stamp: {...sourceOfFile(capture, model.path), model: model.label},
  }));
  const modelOf = (name: string): CapturedModelSizes => {
    const found = models.find(model => model.name === name);
    if (!found) throw new Error(`Capture ${capture.id} has no model "${name}".`);
    return found;
  };
  return {
    models,
    model: modelOf,
    sizes(name) {
      const {label, sizes} = modelOf(name);
      if (!sizes) throw new Error(`${label} is a pair, whose sizes are not added up.`);
      return sizes;
    },
  };
}

/** Sources of one picture's values as one, as the stamp writes them. */
export const sourceOfAll = (sources: readonly Source[]): Source => ({
  ...sources[sources.length - 1],
  model: sources
    .map(({model, revision}, i) =>
      i < sources.length - 1 ? `${model}@${revision}` : model,
    )
    .join(' + '),
});
