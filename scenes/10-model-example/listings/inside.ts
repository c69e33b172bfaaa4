import {capture} from 'attention-in-motion/capture';

const layers = [0];
const {tensorNames, tensor} = await capture({
  model: process.argv[2],
  text: 'Lily said to',
  probes: {residual: {at: ['post'], layers}, attention: {pattern: true, layers}},
});
for (const name of tensorNames) console.log(name, tensor(name).shape);
