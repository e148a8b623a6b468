// Brackets of a change: where the new text opens or closes others than the old text, the change is a part of one, and made alone it
// leaves a text that is broken.

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Whether the new text leaves the same brackets open, and closes the same ones, as the old text. */
export function keepsBrackets(old: string, changed: string): boolean {
  return unmatched(old) === unmatched(changed);
}

/** The brackets of the text that have no partner in it, in order. */
function unmatched(text: string): string {
  const open: string[] = [];
  for (const bracket of text.match(/[()[\]{}]/gu) ?? []) {
    if (closing[open.at(-1) ?? ''] === bracket) open.pop();
    else open.push(bracket);
  }
  return open.join('');
}
