/** A name of others for the terminal: names of files may hold line ends and control characters. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, escaped);
}

/**
 * A text of others, with its lines and tabs. In a terminal, a control character may begin a command, for example to write to the clipboard.
 * Another program gets the text as it is.
 */
export function printableText(text: string, isTerminal = process.stdout.isTTY): string {
  return isTerminal ? text.replace(/(?![\n\t])\p{Cc}/gu, escaped) : text;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
