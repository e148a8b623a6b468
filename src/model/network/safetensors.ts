// The safetensors format (https://huggingface.co/docs/safetensors), for float32 tensors: 8 bytes of header length (little-endian),
// a JSON header { name: { dtype, shape, data_offsets }, __metadata__ }, then the data without gaps. Integers are only written.
import { shown } from './fileValues.ts';

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What can be written. */
export interface EncodableTensor extends Omit<Tensor, 'values'> {
  readonly values: Float32Array | Int32Array;
}

export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly Tensor[];
}

const lengthBytes = 8;
const floatBytes = 4;
/** Larger than any header that we write: to read it takes memory and time, whatever is in it. */
const maxHeaderBytes = 2 ** 20;
/** Tensors, and values of the metadata. A model has some dozens. */
const maxNames = 1000;

export function encodeTensors({
  metadata,
  tensors,
}: {
  readonly metadata: TensorFile['metadata'];
  readonly tensors: readonly EncodableTensor[];
}): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.length * floatBytes;
    return [
      name,
      { dtype: values instanceof Float32Array ? 'F32' : 'I32', shape, data_offsets: [begin, end] },
    ] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const raw = new TextEncoder().encode(json);
  const headerLength = Math.ceil(raw.length / lengthBytes) * lengthBytes;
  const file = new Uint8Array(lengthBytes + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, lengthBytes);
  file.set(raw, lengthBytes);
  let at = lengthBytes + headerLength;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/**
 * The tensors are views of the file where it is aligned.
 * @throws Error that says what is wrong, unless the file is complete and consistent.
 */
export function decodeTensors(file: Uint8Array): TensorFile {
  if (file.length < lengthBytes) throw new Error('the file is too short to have a header');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > maxHeaderBytes || lengthBytes + headerLength > file.length) {
    throw new Error('it is no safetensors file, or a part of it is missing');
  }
  const header = parseHeader(file.subarray(lengthBytes, lengthBytes + headerLength));
  const data = file.subarray(lengthBytes + headerLength);
  const metadata: Record<string, string> = {};
  const tensors: Tensor[] = [];
  let expected = 0;
  // The order of a JSON object has no meaning. Other programs may write the names in another order than the data.
  for (const [name, entry] of Object.entries(header).sort(byBegin)) {
    if (name === '__metadata__') Object.assign(metadata, strings(entry));
    else {
      const tensor = readTensor(name, entry, data, expected);
      expected += tensor.values.byteLength;
      tensors.push(tensor);
    }
  }
  if (expected !== data.length) throw new Error(`the tensors take ${expected} bytes of ${data.length}`);
  return { metadata, tensors };
}

/** By the position of the data. An entry without a position is rejected later, wherever it is. */
function byBegin([, a]: [string, unknown], [, b]: [string, unknown]): number {
  return beginOf(a) - beginOf(b);
}

function beginOf(entry: unknown): number {
  return (isRecord(entry) && naturals(entry['data_offsets'])?.[0]) || 0;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error('the header is not JSON');
  }
  if (!isRecord(header)) throw new Error('the header is not an object');
  if (hasTooManyNames(header)) throw new Error(`the header has more than ${maxNames} names`);
  return header;
}

function readTensor(name: string, entry: unknown, data: Uint8Array, expected: number): Tensor {
  if (!isRecord(entry) || entry['dtype'] !== 'F32') throw new Error(`tensor ${shown(name)} is not float32`);
  const shape = naturals(entry['shape']);
  const [begin, end] = naturals(entry['data_offsets']) ?? [];
  if (!shape || begin === undefined || end === undefined)
    throw new Error(`tensor ${shown(name)} has no shape or position`);
  const length = shape.reduce((product, side) => product * side, 1);
  if (begin !== expected || end - begin !== length * floatBytes || end > data.length) {
    throw new Error(`tensor ${shown(name)} is not where its header says`);
  }
  return { name, shape, values: floatsOf(data.subarray(begin, end)) };
}

/** A view where the bytes are aligned, as in files that we write; otherwise a copy. */
function floatsOf(bytes: Uint8Array): Float32Array {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % floatBytes === 0) return new Float32Array(buffer, byteOffset, length / floatBytes);
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const hasTooManyNames = (record: Record<string, unknown>): boolean => Object.keys(record).length > maxNames;

function naturals(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every((n): n is number => Number.isSafeInteger(n) && Number(n) >= 0)
    ? value
    : undefined;
}

function strings(value: unknown): Record<string, string> {
  if (!isRecord(value)) throw new Error('the metadata is not an object');
  if (hasTooManyNames(value)) throw new Error(`the metadata has more than ${maxNames} names`);
  return Object.fromEntries(
    Object.entries(value).map(([name, text]): [string, string] => {
      if (typeof text !== 'string') throw new Error(`the value of ${shown(name)} in the metadata is no text`);
      return [name, text];
    }),
  );
}
