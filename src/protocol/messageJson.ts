// Messages as JSON text, for a connection that carries only text. Typed arrays, and numbers that JSON does not know, are kept.

const typedArrays = {
  Float32Array,
  Float64Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
} as const;
type TypedArrayName = keyof typeof typedArrays;

/** The only property of an object that stands for a value which JSON cannot express. */
const key = 'hidden-state:value';

export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { [key]: String(value) };
    if (!ArrayBuffer.isView(value)) return value;
    const name = value.constructor.name;
    if (!isTypedArray(name)) throw new Error(`A message cannot contain a ${name}.`);
    return { [key]: name, base64: base64Of(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  });
}

/** @throws SyntaxError where the text is not JSON */
export function decodeMessage(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(key in value)) return value;
    const { [key]: name, base64 } = value as { readonly [key]: unknown; readonly base64?: unknown };
    if (typeof name !== 'string' || !isTypedArray(name)) return Number(name);
    return new typedArrays[name](bytesOf(String(base64)).buffer);
  });
}

function isTypedArray(name: string): name is TypedArrayName {
  return Object.hasOwn(typedArrays, name);
}

/** Characters that are converted at once: a call has a limited number of arguments. */
const atOnce = 8192;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(text);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
