// The editor's list of completions, the suggest widget, does not open by itself while ghost text is visible. In code, a language server
// usually knows more than a language model in an identifier, and after the sign that leads to a member.

const inIdentifier = /[\p{L}\p{N}_$]$/u;
/** Not after a number or two dots. */
const afterMember = /(?:[\p{L}_$)\]}?!"'`][\p{N}]*\.|->|::)$/u;

/** Whether the widget of a language server opens by itself while the user types code. `before`: the text before the caret. */
export function opensSuggestWidget(before: string): boolean {
  const end = before.slice(-40);
  return inIdentifier.test(end) || afterMember.test(end);
}

/** Whether the widget, once it is open, stays open there. */
export function keepsSuggestWidget(before: string): boolean {
  return inIdentifier.test(before.slice(-2));
}

/**
 * Least probability of the first word of a suggestion that is worth more than the widget that it hides: measured by typing the edits of a
 * history beside a TypeScript server (docs/decisions/suggest-widget.md).
 */
export const confidentFirstWord = 0.7;
