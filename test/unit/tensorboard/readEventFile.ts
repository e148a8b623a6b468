// Reads event files independently of src/tensorboard: any fields of protocol buffers, and a checksum bit by bit.

export type Fields = ReadonlyMap<number, readonly Field[]>;
/** A varint or a floating-point number, or the bytes of a string, message or packed field. */
type Field = number | Buffer;

export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly version: string | undefined;
  /** By tag. */
  readonly values: Readonly<Record<string, Fields>>;
}

export function readEventFile(bytes: Buffer): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at));
    checkSum(bytes.subarray(at, at + 8), bytes.readUInt32LE(at + 8));
    const data = bytes.subarray(at + 12, at + 12 + length);
    checkSum(data, bytes.readUInt32LE(at + 12 + length));
    events.push(eventOf(fieldsOf(data)));
    at += 12 + length + 4;
  }
  return events;
}

export function first(fields: Fields, number: number): Field {
  const [value] = fields.get(number) ?? [];
  if (value === undefined) throw new Error(`no field ${number}`);
  return value;
}

export const bytesOf = (fields: Fields, number: number): Buffer => first(fields, number) as Buffer;
export const insideOf = (fields: Fields, ...path: readonly number[]): Fields =>
  path.reduce((inside, number) => fieldsOf(bytesOf(inside, number)), fields);
export const doublesOf = (fields: Fields, number: number): readonly number[] => {
  const bytes = bytesOf(fields, number);
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(8 * index));
};

function eventOf(fields: Fields): ReadEvent {
  const values = (fields.get(5) ?? []).flatMap((summary) => fieldsOf(summary as Buffer).get(1) ?? []);
  return {
    wallTime: first(fields, 1) as number,
    step: fields.has(2) ? (first(fields, 2) as number) : 0,
    version: fields.has(3) ? bytesOf(fields, 3).toString() : undefined,
    values: Object.fromEntries(
      values.map((value) => {
        const inside = fieldsOf(value as Buffer);
        return [bytesOf(inside, 1).toString(), inside];
      }),
    ),
  };
}

function fieldsOf(bytes: Buffer): Fields {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(value);
    }
  };
  const readers: Readonly<Record<number, () => Field>> = {
    0: varint,
    1: () => bytes.readDoubleLE((at += 8) - 8),
    2: () => {
      const length = varint();
      return bytes.subarray(at, (at += length));
    },
    5: () => bytes.readFloatLE((at += 4) - 4),
  };
  while (at < bytes.length) {
    const key = varint();
    const field = readers[key & 7]!();
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), field]);
  }
  return fields;
}

function checkSum(data: Buffer, expected: number): void {
  let register = 0xffffffffn;
  for (const byte of data) {
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = ((register ^ (BigInt(byte) >> BigInt(bit))) & 1n) === 1n;
      register = (register >> 1n) ^ (isOdd ? 0x82f63b78n : 0n);
    }
  }
  const checksum = register ^ 0xffffffffn;
  const rotated = ((checksum >> 15n) | (checksum << 17n)) & 0xffffffffn;
  if (((rotated + 0xa282ead8n) & 0xffffffffn) !== BigInt(expected)) throw new Error('wrong checksum');
}
