"""Helpers for ONNX export: readable weight names, tied output layer, a safetensors writer."""
import json

import numpy as np
import onnx
import onnx.checker
import onnx.helper


def tidy(path, head, embedding):
    """Name transposed weights after their module and tie the output layer `head` to `embedding` by a Transpose node."""
    model = onnx.load(path)
    graph = model.graph
    weights = {t.name: t for t in graph.initializer}
    front = []
    for node in graph.node:
        if node.op_type == 'MatMul' and node.input[1] in weights and node.input[1].startswith('onnx::'):
            if node.name == head:
                graph.initializer.remove(weights[node.input[1]])
                node.input[1] = embedding + '.T'
                front.append(onnx.helper.make_node('Transpose', [embedding], [embedding + '.T'],
                                                   name=head.rsplit('/', 1)[0] + '/Transpose', perm=[1, 0]))
            else:
                name = node.name.strip('/').rsplit('/', 1)[0].replace('/', '.') + '.weight'
                weights[node.input[1]].name = name
                node.input[1] = name
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(front + rest)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return model


def write_reference(path, arrays, meta):
    """Arrays as a safetensors file; `meta` (strings) goes to its header."""
    arrays = {k: np.ascontiguousarray(v) for k, v in arrays.items()}
    kinds = {'float32': 'F32', 'int64': 'I64'}
    header, offset = {'__metadata__': {k: str(v) for k, v in meta.items()}}, 0
    for name, a in arrays.items():
        header[name] = {'dtype': kinds[str(a.dtype)], 'shape': list(a.shape), 'data_offsets': [offset, offset + a.nbytes]}
        offset += a.nbytes
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as f:
        f.write(len(text).to_bytes(8, 'little') + text + b''.join(a.tobytes() for a in arrays.values()))


def write_json(path, data):
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + '\n', encoding='utf8')
