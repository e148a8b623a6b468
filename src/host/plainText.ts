// Makes untrusted text, such as a file name, safe to show in a message of the editor.

const controlCharacters = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
/** They change the direction of the text around them. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line without links. In a notification the editor makes a link of `[text](command:…)`, which would run the command. */
export function plainText(text: string): string {
  return text.replace(controlCharacters, ' ').replace(directionMarks, '').replaceAll('](', '] (');
}
