// Finds any eight consecutive characters of many secrets in bytes, as single bytes and as UTF-16 in both byte orders.

const length = 8;
const hashFactors = [0x9e3779b1, 0x85ebca6b] as const;

export interface EightCharacters {
  /** Number of different windows. */
  readonly size: number;
  /** The first window that occurs in the bytes. */
  findIn(bytes: Uint8Array): string | undefined;
}

/**
 * `secrets`: each of ASCII characters. `ignoresNumbers`: windows of digits only do not count; among many numbers they occur by chance.
 * Exact: a hash table holds all eight bytes of each window, in two words.
 */
export function eightCharactersOf(secrets: Iterable<string>, { ignoresNumbers = false } = {}): EightCharacters {
  const all = [...secrets].map((secret) => Buffer.from(secret, 'latin1'));
  const windows = all.reduce((sum, bytes) => sum + Math.max(0, bytes.length - length + 1), 0);
  const slots = 2 ** Math.ceil(Math.log2(2 * windows + 2));
  const [low, high] = [new Uint32Array(slots), new Uint32Array(slots)];
  let size = 0;

  /** Where the words are, or the free slot for them. Two zero words are no window: zero is not in a text. */
  function slotOf(first: number, second: number): number {
    let slot = (Math.imul(first, hashFactors[0]) ^ Math.imul(second, hashFactors[1])) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    while ((low[slot] !== 0 || high[slot] !== 0) && (low[slot] !== first || high[slot] !== second)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  for (const bytes of all) {
    for (let at = 0; at + length <= bytes.length; at++) {
      if (ignoresNumbers && bytes.subarray(at, at + length).every(isDigit)) continue;
      const [first, second] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
      const slot = slotOf(first, second);
      if (low[slot] === 0 && high[slot] === 0) size++;
      [low[slot], high[slot]] = [first, second];
    }
  }

  function find(bytes: Uint8Array): string | undefined {
    // The words move along the bytes one by one.
    let [first, second] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
      first = ((first >>> 8) | (second << 24)) >>> 0;
      second = ((second >>> 8) | (bytes[at]! << 24)) >>> 0;
      if (at + 1 < length || (first === 0 && second === 0)) continue;
      const slot = slotOf(first, second);
      if (low[slot] === first && high[slot] === second) {
        return Buffer.from(bytes.subarray(at + 1 - length, at + 1)).toString('latin1');
      }
    }
    return undefined;
  }

  return {
    size,
    findIn: (bytes) => find(bytes) ?? find(everySecond(bytes, 0)) ?? find(everySecond(bytes, 1)),
  };
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function everySecond(bytes: Uint8Array, from: number): Uint8Array {
  const found = new Uint8Array(Math.ceil((bytes.length - from) / 2));
  for (let at = 0; at < found.length; at++) found[at] = bytes[from + 2 * at]!;
  return found;
}
