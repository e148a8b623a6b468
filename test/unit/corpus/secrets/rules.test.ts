// Runs the examples of all rules: each rule alone masks exactly what its examples mark.
import assert from 'node:assert/strict';
import { rules } from '../../../../src/corpus/secrets/findSecrets.ts';
import { loginRules } from '../../../../src/corpus/secrets/rules/logins.ts';
import { placeRules } from '../../../../src/corpus/secrets/rules/passwordPlaces.ts';
import type { Example, Rule } from '../../../../src/corpus/secrets/rules/rule.ts';
import { mergeSpans } from '../../../../src/corpus/secrets/secretSpan.ts';
import { createWordScanner } from '../../../../src/corpus/secrets/wordScanner.ts';
import { chosenPasswords } from './labeledPlaces.ts';
import { assertMasked } from './masked.ts';

const contentOf = (example: Example) => (typeof example === 'string' ? { path: 'a.md', text: example } : example);

/** The text with « and » around what the rule finds. */
function marked({ words, find }: Rule, text: string, path: string): string {
  const starts = createWordScanner([words])(text)[0]!;
  const spans = mergeSpans(find(text, { starts, spend: () => true, isPublic: () => false }, path));
  return spans.reduceRight(
    (result, { start, end }) => `${result.slice(0, start)}«${result.slice(start, end)}»${result.slice(end)}`,
    text,
  );
}

describe('rules for secrets', () => {
  for (const [index, rule] of rules.entries()) {
    it(`masks its examples and nothing else: ${rule.name}, rule ${index + 1}`, () => {
      assert.ok(rule.masks.length > 0);
      for (const example of rule.masks) {
        const { path, text } = contentOf(example);
        assert.equal(marked(rule, text.replace(/[«»]/g, ''), path), text);
      }
    });

    it(`leaves its harmless examples alone: ${rule.name}, rule ${index + 1}`, () => {
      for (const example of rule.leaves ?? []) {
        const { path, text } = contentOf(example);
        assert.equal(marked(rule, text, path), text);
      }
    });
  }

  for (const rule of [...loginRules.filter(({ name }) => name === 'login-pair'), ...placeRules]) {
    it(`masks passwords that people choose in its examples: ${rule.name}, rule ${rules.indexOf(rule) + 1}`, () => {
      for (const { path, text } of rule.masks.map(contentOf)) {
        for (const password of [...chosenPasswords, 'Größe-Öl4827', 'wieseofen381']) {
          assertMasked(text.replace(/«[^»]*»/g, password), path, password);
        }
      }
    });
  }
});
