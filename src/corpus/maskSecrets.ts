// Strings that look like secrets (tokens, private keys, passwords in addresses) are blotted out before anything learns them.
// What looks like one is decided by secretlint's recommended rules; about 60 ns a character.
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';

/** Stands in the place of a secret, whatever its length. */
export const mask = '***';

// Its stopwatch keeps every mark and looks through all of them at each new one: a thousand texts would take a minute.
secretLintProfiler.mark = () => undefined;

const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended }] };

/** The same text with every secret blotted out. */
export async function maskSecrets(text: string): Promise<string> {
  const { messages } = await lintSource({
    source: { content: text, filePath: 'text', ext: '', contentType: 'text' },
    options: { config, noPhysicFilePath: true },
  });
  let masked = '';
  let at = 0;
  for (const [start, end] of messages.map(({ range }) => range).sort((a, b) => a[0] - b[0])) {
    if (start >= at) masked += text.slice(at, start) + mask;
    at = Math.max(at, end);
  }
  return masked + text.slice(at);
}
