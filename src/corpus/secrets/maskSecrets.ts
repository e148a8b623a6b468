// Replaces secrets in a text by a mask before anything learns or stores the text: our own rules and those of secretlint.
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator as preset, rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { MaskedPlace } from '../sourceText.ts';
import { findSecrets } from './findSecrets.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';

/** Stands in the place of a secret, whatever its length. */
export const mask = '***';

export interface MaskedText {
  readonly text: string;
  /** In the order of the text. */
  readonly masked: readonly MaskedPlace[];
}

// secretlint's profiler keeps every mark and searches all of them at each new one: a thousand texts would take a minute.
secretLintProfiler.mark = () => undefined;

/** The preset obeys comments in the text that switch rules off; a text must not decide what is secret in it. */
const withoutComments: typeof preset = {
  ...preset,
  create: (context) => {
    for (const rule of rules) if (!rule.meta.id.endsWith('filter-comments')) context.registerRule(rule);
  },
};
const config = { rules: [{ id: preset.meta.id, rule: withoutComments }] };

/**
 * Masks every secret of a whole document. Line ends must be LF.
 * @throws Error when secretlint fails; the text must not be used then.
 */
export async function maskSecrets(text: string, path: string): Promise<MaskedText> {
  return maskSpans(text, mergeSpans([...findSecrets(text, path), ...(await secretlintSpans(text))]));
}

async function secretlintSpans(text: string): Promise<SecretSpan[]> {
  const { messages } = await lintSource({
    source: { content: text, filePath: 'text', ext: '', contentType: 'text' },
    options: { config, noPhysicFilePath: true },
  });
  return messages.map(({ range: [start, end], ruleId }) => ({
    start,
    end,
    rule: ruleId.replace(/^.*secretlint-rule-/, ''),
  }));
}

/** `spans`: sorted, without overlaps. */
export function maskSpans(text: string, spans: readonly SecretSpan[]): MaskedText {
  let masked = '';
  let at = 0;
  let line = 1;
  const places: MaskedPlace[] = [];
  for (const { start, end, rule } of spans) {
    const before = text.slice(at, start);
    line += lineEnds(before);
    places.push({ line, rule });
    line += lineEnds(text.slice(start, end));
    masked += before + mask;
    at = end;
  }
  return { text: masked + text.slice(at), masked: places };
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
