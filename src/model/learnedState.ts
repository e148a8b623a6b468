// The file of everything that context mixing has learned, so that an opened window need not learn its workspace again:
//
//   'hidden-state learned', NUL | header length, u32 little-endian | header, JSON | parts, each compressed: the memory of context mixing,
//   what is known of the lines, what the caller keeps of all files together, then what each component learned
//
// It belongs to one build of the program, because the memory is that of the kernel as it is. It contains the text of the learned
// files, as the match models need it. To keep what was just typed out of it, take the snapshot before typed lines are learned.
import * as v from 'valibot';
import { mixerComponents, type MixerComponentId } from './components.ts';
import type { ContextMixingModelSnapshot } from './contextMixingModel.ts';
import { freeBytes } from './freeBytes.ts';

/** A file whose text was learned. */
export interface LearnedFile {
  readonly path: string;
  /** Size and time of the file on the disk: other values mean that it may have changed since. */
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Length of its text in UTF-16 units. */
  readonly length: number;
  /** What the caller needs to know of its text: a later text is compared with it. */
  readonly lines: Uint32Array;
}

export interface LearnedState {
  /** In the order in which they were learned. */
  readonly files: readonly LearnedFile[];
  /** What the caller keeps of all files together. */
  readonly fileIndex: Uint8Array;
  readonly snapshot: ContextMixingModelSnapshot;
}

/** What the caller provides: a fast compression, and a hash that no damage leaves the same. */
export interface StateCodec {
  compress(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects unless the result has exactly this length. Never allocates more. */
  decompress(bytes: Uint8Array, length: number): Promise<Uint8Array>;
  hash(parts: readonly Uint8Array[]): Promise<string>;
}

/** Size of all parts together, before compression. Context mixing has 64 MB. */
const maxMemoryBytes = 512 * 2 ** 20;
/** Larger files are neither written nor read. */
const maxLearnedStateBytes = 256 * 2 ** 20;
const maxFiles = 1e6;

const signature = new TextEncoder().encode('hidden-state learned\0');
const lengthBytes = 4;
const lineBytes = 4;
/** The memory of context mixing, the lines, and what is kept of all files together. */
const ownParts = 3;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const headerSchema = v.object({
  version: v.string(),
  textLength: count,
  learnedLength: count,
  components: v.array(v.picklist(mixerComponents.map(({ id }) => id))),
  /** Path, bytes, time of change, length of the text and of the lines. */
  files: v.pipe(v.array(v.tuple([v.string(), count, v.number(), count, count])), v.maxLength(maxFiles)),
  /** Bytes of each part: before compression, and in the file. */
  parts: v.array(v.tuple([count, count])),
  /** Covers this header without the checksum, and the parts in the file. */
  checksum: v.string(),
});
type Header = v.InferOutput<typeof headerSchema>;

/**
 * `version`: changes with every build of the kernel and of the components. Copies nothing but the compressed parts.
 * @throws Error when the file would be too large.
 */
export async function encodeLearnedState(
  { files, fileIndex, snapshot }: LearnedState,
  version: string,
  codec: StateCodec,
): Promise<Uint8Array> {
  const { textLength, learnedLength, contextMixing, components } = snapshot;
  const raw = [contextMixing, joined(files), fileIndex, ...components.map(({ learned }) => learned)];
  const parts: Uint8Array[] = [];
  for (const part of raw) parts.push(await codec.compress(part));
  const unchecked: Omit<Header, 'checksum'> = {
    version,
    textLength,
    learnedLength,
    components: components.map(({ id }) => id),
    files: files.map(({ path, bytes, modifiedMs, length, lines }) => [path, bytes, modifiedMs, length, lines.length]),
    parts: parts.map(({ length }, index) => [raw[index]!.length, length]),
  };
  const header = jsonBytes({ ...unchecked, checksum: await checksumOf(unchecked, parts, codec) });
  const length = signature.length + lengthBytes + header.length + sumOf(parts.map((part) => part.length));
  if (length > maxLearnedStateBytes) throw new Error(`it takes ${length} bytes, more than ${maxLearnedStateBytes}`);
  const file = new Uint8Array(length);
  file.set(signature);
  new DataView(file.buffer, file.byteOffset).setUint32(signature.length, header.length, true);
  let at = signature.length + lengthBytes;
  for (const part of [header, ...parts]) {
    file.set(part, at);
    at += part.length;
    freeBytes(part);
  }
  return file;
}

/** Rejects with an Error that says what is wrong: another version, damage, a part that is missing. */
export async function decodeLearnedState(bytes: Uint8Array, version: string, codec: StateCodec): Promise<LearnedState> {
  if (bytes.length > maxLearnedStateBytes) throw new Error('it is too large');
  const { header, body } = splitFile(bytes, version);
  const { checksum, ...unchecked } = header;
  const { parts, components, files, textLength, learnedLength } = unchecked;
  if (parts.length !== ownParts + components.length || sumOf(parts.map(([, stored]) => stored)) !== body.length) {
    throw new Error('its parts do not fit its length');
  }
  if (sumOf(parts.map(([length]) => length)) > maxMemoryBytes) throw new Error('its parts are too large');
  let at = 0;
  const stored = parts.map(([, length]) => body.subarray(at, (at += length)));
  if ((await checksumOf(unchecked, stored, codec)) !== checksum)
    throw new Error('its checksum is wrong: it is damaged');
  const raw: Uint8Array[] = [];
  for (const [index, part] of stored.entries()) raw.push(await codec.decompress(part, parts[index]![0]));
  const [contextMixing, lines, fileIndex, ...learned] = raw as [Uint8Array, Uint8Array, Uint8Array, ...Uint8Array[]];
  return {
    files: divided(files, lines),
    // No view of a larger buffer.
    fileIndex: new Uint8Array(fileIndex),
    snapshot: {
      textLength,
      learnedLength,
      contextMixing,
      components: components.map((id: MixerComponentId, index) => ({ id, learned: learned[index]! })),
    },
  };
}

function joined(files: readonly LearnedFile[]): Uint8Array {
  const all = new Uint32Array(sumOf(files.map(({ lines }) => lines.length)));
  let at = 0;
  for (const { lines } of files) {
    all.set(lines, at);
    at += lines.length;
  }
  return new Uint8Array(all.buffer);
}

function divided(files: Header['files'], joinedLines: Uint8Array): LearnedFile[] {
  if (joinedLines.length !== lineBytes * sumOf(files.map(([, , , , count]) => count))) {
    throw new Error('its lines do not fit its files');
  }
  const all = new Uint32Array(new Uint8Array(joinedLines).buffer);
  let at = 0;
  return files.map(([path, bytes, modifiedMs, length, lineCount]) => ({
    path,
    bytes,
    modifiedMs,
    length,
    lines: all.slice(at, (at += lineCount)),
  }));
}

/** What a state contains by its header, without reading the rest. Throws an Error that says what is wrong. */
export function contentOfLearnedState(
  bytes: Uint8Array,
  version: string,
): { readonly files: readonly Omit<LearnedFile, 'lines'>[]; readonly learnedLength: number } {
  const { header } = splitFile(bytes, version);
  const files = header.files.map(([path, size, modifiedMs, length]) => ({ path, bytes: size, modifiedMs, length }));
  return { files, learnedLength: header.learnedLength };
}

function splitFile(bytes: Uint8Array, version: string): { readonly header: Header; readonly body: Uint8Array } {
  const start = signature.length + lengthBytes;
  if (bytes.length < start || signature.some((byte, index) => bytes[index] !== byte)) {
    throw new Error('it is not a learned state');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(signature.length, true);
  if (start + length > bytes.length) throw new Error('its header does not fit into the file');
  // A copy, because shared memory cannot be decoded.
  const json = new TextDecoder().decode(new Uint8Array(bytes.subarray(start, start + length)));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), headerSchema), json);
  if (!parsed.success) throw new Error('its header is wrong');
  if (parsed.output.version !== version) throw new Error('it is of another version');
  return { header: parsed.output, body: bytes.subarray(start + length) };
}

function checksumOf(header: object, parts: readonly Uint8Array[], codec: StateCodec): Promise<string> {
  return codec.hash([jsonBytes(header), ...parts]);
}

function jsonBytes(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
