// The HTML of the dashboard's webview. Only the script with the nonce runs, styles come from the extension, and nothing is
// loaded from the network. The icon font is part of the stylesheet.

export interface DashboardPage {
  /** Fresh and random for each page. */
  readonly nonce: string;
  readonly scriptUri: string;
  /** Without the editor: a script that stands for it and runs first. It may connect to the server of the page. */
  readonly bridgeUri?: string | undefined;
  readonly styleUri: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** BCP 47 tag of the editor's display language, for number formats and screen readers. */
  readonly language: string;
  /** English text -> translation, as in `vscode.l10n.bundle`; a missing text stays English. */
  readonly strings?: Readonly<Record<string, string>> | undefined;
}

/** The id of the element that contains the strings for the script. */
export const stringsElementId = 'strings';

export function dashboardHtml(page: DashboardPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource} data:`,
    `img-src ${page.cspSource} data: blob:`,
    ...(page.bridgeUri === undefined ? [] : ["connect-src 'self'"]),
  ].join('; ');
  const scriptAt = (uri: string): string =>
    `<script nonce="${escapeAttribute(page.nonce)}" src="${escapeAttribute(uri)}"></script>`;
  const scripts = [...(page.bridgeUri === undefined ? [] : [page.bridgeUri]), page.scriptUri];
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(page.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hidden State</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${escapeAttribute(page.styleUri)}" />
  </head>
  <body>
    <script type="application/json" id="${stringsElementId}">${scriptSafeJson(page.strings ?? {})}</script>
    ${scripts.map(scriptAt).join('\n    ')}
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** JSON that cannot close the script element around it. */
function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
