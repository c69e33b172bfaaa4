import {defineCapture} from '../../data-extract/declaration.ts';

export default defineCapture({
  role: 'encoder',
  text: 'Lily saw a little bird in the tree. It was sad.',
  probes: {attention: {pattern: true}},
  heads: {ahead: {rule: 'next-token'}},
});
