import {capture} from 'attention-in-motion/capture';

const {results} = await capture({
  model: process.argv[2],
  text: 'Once upon a time',
  probes: {generation: {strategy: 'greedy', steps: 18, candidates: 1}},
});
console.log(results.generation?.text);
