// Places where the suggest widget of a language server opens by itself while the user types code, and usually knows more than a
// language model: in an identifier, and after the sign that leads to a member.

const inIdentifier = /[\p{L}\p{N}_$]$/u;
/** Not after a number or two dots. */
const afterMember = /(?:[\p{L}_$)\]}?!"'`][\p{N}]*\.|->|::)$/u;

/** `before`: the text before the caret. */
export function isListPlace(before: string): boolean {
  const end = before.slice(-40);
  return inIdentifier.test(end) || afterMember.test(end);
}

/**
 * Least probability of the first word of a suggestion that is worth more than the list that it hides: measured by typing the edits of a
 * history beside a TypeScript server (docs/decisions/suggest-widget.md).
 */
export const confidentFirstWord = 0.7;
