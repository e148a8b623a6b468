// Values of a Kubernetes manifest of the kind Secret: all are secret, whatever their names.
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { standsForSecret } from '../judge/placeholders.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { indentAt } from './rowsBelow.ts';
import { endOfLine } from './valueEnds.ts';

/** How the line begins that makes a manifest one of secrets. */
const manifestWords: readonly string[] = ['kind'];
const secretKind = /kind["']?[ \t]*:[ \t]*["']?(?:Secret|SealedSecret)\b/y;
const section = /^[ \t]*["']?(?:data|stringData)["']?[ \t]*:[ \t]*(?:\{[^\n]*)?$/;
const entry = /^[ \t]*["']?[\w.-]+["']?[ \t]*:[ \t]*(?:[|>][+-]?\d?[ \t]*$|["']?(?<value>[^\n"']+))/;
const jsonValue = /"(?:data|stringData)"\s*:\s*\{([^{}]*)\}/g;
const jsonEntry = /"[^"\n]+"\s*:\s*"(?<value>[^"\n]*)"/g;
const publicName =
  /^\s*["']?(?:type|provider|host(?:name)?|port|database|db|user(?:name)?|name|region|bucket|endpoint)["']?\s*:/i;
const shortest = 4;

/** `places`: where the word `kind` may begin. Takes time linear in the text. */
function findKubernetesSecrets(text: string, places: Places): SecretSpan[] {
  const kinds = [...matchesAt(text, secretKind, places)].map(({ index }) => index);
  if (kinds.length === 0) return [];
  const found: SecretSpan[] = [];
  /** Of the kinds. */
  let next = 0;
  // A file may hold several manifests.
  for (let start = 0; start < text.length;) {
    const separator = text.indexOf('\n---', start);
    const end = separator === -1 ? text.length : separator + 1;
    while (kinds[next]! < start) next++;
    if (kinds[next]! < end) {
      for (const span of valuesIn(text.slice(start, end))) {
        found.push({ ...span, start: span.start + start, end: span.end + start });
      }
    }
    start = end;
  }
  return found;
}

function valuesIn(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  const add = (start: number, value: string): void => {
    const length = value.trimEnd().length;
    if (length >= shortest && !standsForSecret(value.trim())) {
      found.push({ start, end: start + length, rule: 'kubernetes-secret' });
    }
  };
  /** Of the section whose lines follow. */
  let indent: number | undefined;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    const depth = indentAt(text, start);
    if (section.test(line)) indent = depth;
    else if (indent !== undefined && line.trim() !== '') {
      if (depth <= indent) indent = undefined;
      else if (!publicName.test(line)) {
        const match = entry.exec(line);
        // A line of a block of several lines has no name.
        const value = match ? match.groups!['value'] : line.trim();
        if (value !== undefined) add(start + line.lastIndexOf(value), value);
      }
    }
    start = end + 1;
  }
  for (const data of text.matchAll(jsonValue)) {
    const from = data.index + data[0].length - 1 - data[1]!.length;
    for (const match of data[1]!.matchAll(jsonEntry)) {
      const value = match.groups!['value']!;
      add(from + match.index + match[0].length - 1 - value.length, value);
    }
  }
  return found;
}

export const kubernetesSecrets: Rule = {
  name: 'kubernetes-secret',
  words: manifestWords,
  seesDocument: true,
  find: findKubernetesSecrets,
  masks: ['kind: Secret\ndata:\n  key: «aHVudGVyMg==»\n'],
  leaves: ['kind: ConfigMap\ndata:\n  key: aHVudGVyMg==\n'],
};
