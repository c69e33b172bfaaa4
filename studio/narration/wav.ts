/** Samples of all channels, one after the other for each moment. */
export interface Pcm {
  samples: Int16Array;
  /** Samples per second and channel. */
  rate: number;
  channels: number;
}

/** A WAV file of samples. Pure, and for Node and browsers alike. */
export function wavFile({samples, rate, channels}: Pcm): Uint8Array<ArrayBuffer> {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const name = (text: string, at: number): void =>
    [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  name('RIFF', 0);
  view.setUint32(4, 36 + bytes, true);
  name('WAVEfmt ', 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  name('data', 36);
  view.setUint32(40, bytes, true);
  for (let i = 0; i < samples.length; i++) view.setInt16(44 + 2 * i, samples[i], true);
  return new Uint8Array(view.buffer);
}
