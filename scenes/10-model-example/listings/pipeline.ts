import {env, pipeline} from '@huggingface/transformers';

env.localModelPath = process.cwd();
env.allowRemoteModels = false;
const [, , folder] = process.argv;
const write = await pipeline('text-generation', folder, {dtype: 'fp32'});
const greedy = {max_new_tokens: 12, do_sample: false};
const said = await write('Once upon a time', greedy);
console.log(JSON.stringify(said));
