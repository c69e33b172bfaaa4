import {expect, test} from 'vitest';

import {flvPackets} from '../../../../studio/render/encode/flv-packets.ts';
import {standsOf} from '../../../../studio/render/encode/held-sink.ts';
import {ivfFrame, ivfHeader} from '../../../../studio/render/encode/ivf.ts';

test.each([
  [0, 1, 60, [1]],
  [0, 60, 60, [60]],
  [0, 61, 60, [60, 1]],
  [59, 3, 60, [1, 2]],
  [60, 200, 60, [60, 60, 60, 20]],
  [7, 500, 240, [233, 240, 27]],
  [3, 2, 1, [1, 1]],
])(
  'a picture of frame %d on that stands for %d is encoded anew at key frames (%d)',
  (frame, times, every, stands) => {
    expect(standsOf(frame, times, every)).toEqual(stands);
  },
);

test('an IVF says its rate as a fraction, and the time of a frame by its number', () => {
  const header = Buffer.from(
    ivfHeader('I420', {width: 1920, height: 1080, fps: 30000 / 1001}),
  );
  expect(header.toString('latin1', 0, 4)).toBe('DKIF');
  expect(header.toString('latin1', 8, 12)).toBe('I420');
  expect([12, 14].map(at => header.readUInt16LE(at))).toEqual([1920, 1080]);
  expect([16, 20].map(at => header.readUInt32LE(at))).toEqual([30000, 1001]);
  expect(Buffer.from(ivfFrame(300, 7)).toString('hex')).toBe(
    '2c010000' + '0700000000000000',
  );
});

/** A tag of an FLV: its kind, its data, and its size. */
function tag(kind: number, data: number[]): Buffer {
  const head = Buffer.alloc(11);
  head[0] = kind;
  head.writeUIntBE(data.length, 1, 3);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(11 + data.length);
  return Buffer.concat([head, Buffer.from(data), size]);
}

const FLV = Buffer.concat([
  Buffer.from('FLV\x01\x01\0\0\0\x09\0\0\0\0', 'latin1'),
  tag(18, [2, 0]),
  // Configuration: one set of 2 bytes, one of 1.
  tag(9, [0x17, 0, 0, 0, 0, 1, 100, 0, 40, 255, 0xe1, 0, 2, 0x67, 7, 1, 0, 1, 0x68]),
  // Two units in a picture, one in the next.
  tag(9, [0x17, 1, 0, 0, 0, 0, 0, 0, 2, 6, 5, 0, 0, 0, 1, 0x65]),
  tag(9, [0x27, 1, 0, 0, 0, 0, 0, 0, 1, 0x41]),
  // The end of the sequence.
  tag(9, [0x17, 2, 0, 0, 0]),
]);

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

const read = async (bytes: Buffer, size: number): Promise<string[]> => {
  const found: string[] = [];
  for await (const {kind, units} of flvPackets(inPieces(bytes, size)))
    found.push([kind, ...units.map(unit => Buffer.from(unit).toString('hex'))].join(' '));
  return found;
};

test.each([1, 7, 1000])(
  'packets come out of an FLV in pieces of %d bytes',
  async size => {
    const packets = ['sets 6707 68', 'picture 0605 65', 'picture 41'];
    expect(await read(FLV, size)).toEqual(packets);
    // What breaks off is no packet.
    expect(await read(FLV.subarray(0, -25), size)).toEqual(packets.slice(0, 2));
  },
);
