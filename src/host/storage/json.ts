// The JSON files in the extension's storage. Each names the version of its format, so that a later version of the extension can
// upgrade it, and an earlier one does not misread it.

/** A new format gets the next number, and its reader gets a function that upgrades the one before. */
const version = 1;

export function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ version, value }));
}

/** Undefined where the file is damaged, or of a version that is not known. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    const file: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof file !== 'object' || file === null || !('version' in file) || !('value' in file)) return undefined;
    return file.version === version ? file.value : undefined;
  } catch {
    return undefined;
  }
}
