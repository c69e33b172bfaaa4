import {InferenceSession, Tensor} from 'onnxruntime-node';
import {folder, ids} from './tokens.ts';
const session = await InferenceSession.create(`${folder}/onnx/model.onnx`);
const whole = (of: number[]) => new Tensor('int64', of, [1, ids.length]);
const feeds: Record<string, Tensor> = {
  input_ids: whole(ids),
  attention_mask: whole(ids.map(() => 1)),
  position_ids: whole([...ids.keys()]),
};
for (const input of session.inputMetadata) {
  const [, heads, , width] = input.isTensor ? input.shape.map(Number) : [];
  feeds[input.name] ??= new Tensor('float32', [], [1, heads, 0, width]);
}
console.log('logits', (await session.run(feeds)).logits.dims);
