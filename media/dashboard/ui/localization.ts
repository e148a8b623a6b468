// Texts of the dashboard. The source contains English; the host puts translations into the page.
import { stringsElementId } from '../../../src/protocol/dashboardPage.ts';

const strings = readStrings();

/** The text in the editor's display language, with `{0}`, `{1}`, ... replaced by the values. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (strings[text] ?? text).replace(/\{(\d+)\}/g, (placeholder, index) =>
    String(values[Number(index)] ?? placeholder),
  );
}

function readStrings(): Record<string, string> {
  const block = document.getElementById(stringsElementId)?.textContent;
  // `dashboardHtml` has written it.
  return block ? (JSON.parse(block) as Record<string, string>) : {};
}
