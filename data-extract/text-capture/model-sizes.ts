import {architectureOf} from '../configs/architecture.ts';
import {readConfig} from '../configs/read-config.ts';
import {sizesOf} from '../configs/sizes.ts';
import type {ModelSizesDeclaration} from '../declare/text-declaration.ts';
import type {SizedModel} from '../text/text-results.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';

const HALF = 2;

/** Known models by their configurations: what they are made of, and what that comes to. */
export const openModelSizes: TextKind<ModelSizesDeclaration> = async (
  {models, bytesPerNumber = {}},
  context,
) => {
  const named = Object.entries(models);
  if (named.length === 0) {
    const remedy = 'Name the configuration of at least one.';
    throw declarationError(context, 'models', 'there is none', remedy);
  }
  const unknown = Object.keys(bytesPerNumber).find(name => !Object.hasOwn(models, name));
  if (unknown !== undefined) {
    const remedy = `Name one of ${Object.keys(models).join(', ')}.`;
    throw declarationError(context, `bytesPerNumber.${unknown}`, 'no such model', remedy);
  }
  const configs = await Promise.all(
    named.map(([, path]) => readConfig(path, context.root)),
  );
  return {
    inputs: {
      model: {
        id: 'configurations',
        revision: null,
        files: configs.map(({file}) => file),
        dModel: 0,
        vocab: 0,
      },
      dtype: 'parameters',
    },
    make() {
      const sized = named.map(([name, path], i): SizedModel => {
        const {label, source, config} = configs[i];
        const architecture = architectureOf(config, path);
        // A pair of stacks has two kinds of blocks, which are not added up here.
        const sizes = architecture.isPair
          ? null
          : sizesOf(architecture, bytesPerNumber[name] ?? HALF);
        return {name, label, path, source, architecture, sizes};
      });
      return {
        text: sized.map(({label}) => label).join(', '),
        result: {kind: 'model-sizes', models: sized},
        tensors: [],
        checks: sized.flatMap(({name, sizes}) =>
          sizes === null
            ? []
            : [
                {
                  name: `${name}: no more is active than there is`,
                  error: Math.max(0, sizes.active - sizes.total),
                },
              ],
        ),
      };
    },
  };
};
