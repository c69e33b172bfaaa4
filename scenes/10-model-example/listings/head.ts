import {capture} from 'attention-in-motion/capture';

const {tensor, results} = await capture({
  model: process.argv[2],
  text: 'Lily and Tom went to the park. Lily said to',
  probes: {unembed: {topK: 3}},
});
const {data: hidden} = tensor('unembed.hook_in');
const {data: rows} = tensor('unembed.rows');
results.unembed?.tokens.forEach(({text, logit}, token) => {
  const row = rows.subarray(token * hidden.length);
  const score = hidden.reduce((sum, x, d) => sum + x * row[d], 0);
  console.log(text, score.toFixed(3), logit.toFixed(3));
});
