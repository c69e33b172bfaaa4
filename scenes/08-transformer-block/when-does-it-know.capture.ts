import {defineCapture} from 'attention-in-motion/course';

/** The last token is the answer; the model is asked at the one before it. */
export default defineCapture({
  role: 'decoder',
  text: 'Lily and Tom went to the park. Lily said to Tom',
  probes: {lens: {topK: 3, positions: [-2]}},
});
