import {defineCapture} from '../../data-extract/declare/declaration.ts';

/** The same text in a model whose layers have no gate. */
export default defineCapture({
  role: 'encoder',
  text: 'Lily saw a little bird. It was sad.',
  probes: {mlp: {of: ['pre', 'post'], layers: [0]}},
});
