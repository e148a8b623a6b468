// Small networks as files: as this program writes them, and as other programs may.
import type { Cell } from '../../../../src/engine/cells.ts';
import { initialParameters } from '../../../../src/engine/initialize.ts';
import { encodeCheckpoint, type Checkpoint } from '../../../../src/model/network/checkpoint.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../../../../src/model/network/safetensors.ts';
import { vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

export const card = { date: '2026-11-26T00:00:00.000Z', writtenBy: 'a test' };
export const noMoments = { steps: 0, first: new Float32Array(0), second: new Float32Array(0) };

export function checkpoint(cell: Cell, layers = 1): Checkpoint {
  const vocabulary = vocabularyOf('\n abc猫😀');
  const shape = { cell, hiddenSize: 5, vocabulary: vocabulary.size, ...(layers > 1 && { layers }) };
  return {
    shape,
    vocabulary,
    parameters: initialParameters(shape, 1).map((weight, index) => weight + 0.01 * (index % 7)),
    optimizer: noMoments,
    training: { settings: { seed: 3, streams: 64, cell }, textCharacters: 500 },
    progress: { steps: 7, characters: 1234, elapsedMs: 56_500, bitsPerChar: 2.5 },
  };
}

/** A GRU of another program, with one change. */
export function changed(change: (file: { metadata: Record<string, string>; tensors: Tensor[] }) => void): Uint8Array {
  const { metadata, tensors } = decodeTensors(encodeCheckpoint({ ...checkpoint('gru'), origin: card }));
  const file = { metadata: { ...metadata }, tensors: [...tensors] };
  // Files of other programs have none.
  delete file.metadata['checksum'];
  change(file);
  return encodeTensors(file);
}

export const withMetadata = (metadata: Record<string, string>): Uint8Array =>
  changed((file) => Object.assign(file.metadata, metadata));

export function withTensors(change: (tensor: Tensor) => Partial<Tensor>): Uint8Array {
  return changed((file) => {
    file.tensors = file.tensors.map((tensor) => ({ ...tensor, ...change(tensor) }));
  });
}

/** Also has tensors like the first one. */
export const withAdded = (...names: string[]): Uint8Array =>
  changed(({ tensors }) => names.forEach((name) => tensors.push({ ...tensors[0]!, name })));

/** A safetensors file with this header. */
export function withHeader(header: object, data = new Uint8Array(8), length?: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}
