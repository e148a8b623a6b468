// Decodes bytes to text without an editor (by byte order mark, else UTF-8, else Windows-1252), and normalizes text.

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A whole file as UTF-8, with or without a byte order mark; undefined where it is something else. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** `bytes`: a whole file that is known to be text. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return fromUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}

/** Line ends become LF; half a surrogate pair, which no text can hold, becomes the replacement character. */
export function normalize(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\uFFFD');
}
