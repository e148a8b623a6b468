// The rules of secretlint, without its comments that switch rules off, and without those for addresses: `credentialPatterns.ts`
// masks the password of an address, and not the whole address.
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator as preset, rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretSpan } from './secretSpan.ts';

// secretlint's profiler keeps every mark and searches all of them at each new one: a thousand texts would take a minute.
secretLintProfiler.mark = () => undefined;

/** The preset obeys comments in the text that switch rules off; a text must not decide what is secret in it. */
const omitted = /filter-comments|basicauth|database-connection-string$/;
const withoutComments: typeof preset = {
  ...preset,
  create: (context) => {
    for (const rule of rules) if (!omitted.test(rule.meta.id)) context.registerRule(rule);
  },
};
const config = { rules: [{ id: preset.meta.id, rule: withoutComments }] };

/** @throws Error when secretlint fails; the text must not be used then. */
export async function findWithSecretlint(text: string): Promise<SecretSpan[]> {
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
