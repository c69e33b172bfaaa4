import {AutoTokenizer, env} from '@huggingface/transformers';

env.localModelPath = process.cwd();
env.allowRemoteModels = false;
export const [, , folder] = process.argv;
const tokenizer = await AutoTokenizer.from_pretrained(folder);
export const ids = tokenizer.encode('Lily said to');
console.log('ids', ids);
