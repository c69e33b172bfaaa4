import {defineTextCapture} from 'attention-in-motion/course';

/** Programs that are run as they are shown; another model in the role is their model. */
export default defineTextCapture({
  kind: 'listings',
  role: 'decoder',
  files: [
    'scenes/10-model-example/listings/generate.ts',
    'scenes/10-model-example/listings/head.ts',
  ],
});
