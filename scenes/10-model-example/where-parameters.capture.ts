import {defineCapture} from '../../data-extract/declare/declaration.ts';

export default defineCapture({
  role: 'decoder',
  text: 'Once upon a time',
  probes: {modules: true},
});
