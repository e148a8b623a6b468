// Writes protocol buffers: only the kinds of fields that TensorBoard's events need. A message is the bytes of its fields.

/** How the value of a field is encoded. */
const wireType = { varint: 0, double: 1, bytes: 2, float: 5 } as const;

const encoder = new TextEncoder();

export function message(...fields: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** A whole number from 0 to 2^53. */
export function integer(field: number, value: number): Uint8Array {
  return message(tag(field, 'varint'), varint(value));
}

export function double(field: number, value: number): Uint8Array {
  return message(tag(field, 'double'), doubles([value]));
}

export function float(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(tag(field, 'float'), bytes);
}

/** A repeated field of doubles, packed. */
export function packedDoubles(field: number, values: readonly number[]): Uint8Array {
  return nested(field, doubles(values));
}

export function string(field: number, text: string): Uint8Array {
  return nested(field, encoder.encode(text));
}

/** A message, or any bytes, as a field. */
export function nested(field: number, bytes: Uint8Array): Uint8Array {
  return message(tag(field, 'bytes'), varint(bytes.length), bytes);
}

function tag(field: number, type: keyof typeof wireType): Uint8Array {
  return varint(field * 8 + wireType[type]);
}

/** Seven bits in each byte, the lowest first; the highest bit of a byte says that another one follows. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

function doubles(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setFloat64(8 * index, value, true));
  return bytes;
}
