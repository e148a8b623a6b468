// Plants secrets of every kind in every place, whole and cut off, and looks for eight of their characters in a row in what would be
// learned, and in what a model that learned it continues.
import { readFileSync } from 'node:fs';
import { findSecrets } from '../../src/corpus/secrets/findSecrets.ts';
import { maskSecrets, maskSpans } from '../../src/corpus/secrets/maskSecrets.ts';
import { createContextMixing } from '../../src/model/contextMixing/contextMixing.ts';
import {
  drawFrom,
  leaks,
  passwordPlaces,
  places,
  secretKinds,
  type Draw,
} from '../../test/unit/corpus/secrets/plantedSecrets.ts';
import { randomFrom, type Random } from './hostileFiles.ts';
import { note, type Report } from './result.ts';

export interface SecretCounts {
  planted: number;
  leaked: number;
}

interface Planted {
  readonly what: string;
  readonly path: string;
  readonly text: string;
  readonly secret: string;
}

/** Kinds that are recognized by how they begin, and are therefore found at any length from eight characters on. */
const prefixed: readonly string[] = [
  ...['GitHub token', 'fine-grained GitHub token', 'GitLab token', 'Stripe key', 'age key', 'OpenAI project key'],
  ...['Google OAuth secret', 'Slack token'],
];
const shortest = 20;

function plant(n: number, random: Random, draw: Draw): Planted {
  if (n % 4 === 3) {
    const [name, { path, text }] = random.pick(Object.entries(passwordPlaces));
    const secret = `k${draw('password', 12)}7`;
    return { what: `a password in ${name}`, path, text: text(secret), secret };
  }
  const kind = random.pick(n % 4 === 2 ? prefixed : Object.keys(secretKinds));
  const whole = secretKinds[kind]!(draw);
  // Cut off anywhere, as while it is typed.
  const secret = n % 4 === 2 ? whole.slice(0, shortest + random.below(whole.length - shortest + 1)) : whole;
  const [name, { path, text }] = random.pick(Object.entries(places));
  return { what: `${kind} in ${name}`, path, text: text(secret), secret };
}

const fillers = [
  'const total = first + second;\n',
  'A paragraph of prose, which goes on for a while.\n\n',
  '// secretlint-disable\n',
  '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUX0\n-----END CERTIFICATE-----\n',
  '{"a": [1, 2, 3]}\n',
  '| a | b |\n|---|---|\n',
];

/** Text without secrets on both sides. */
function surrounded(text: string, random: Random): string {
  const side = (): string => Array.from({ length: random.below(12) }, () => random.pick(fillers)).join('');
  return `${side()}${text}${side()}`;
}

export interface PlantedDocument extends Planted {
  /** With other text around it. */
  readonly document: string;
  readonly random: Random;
}

/** The same secrets for the same count. */
export function* plantedDocuments(count: number): Generator<PlantedDocument> {
  const draw = drawFrom(11);
  for (let n = 0; n < count; n++) {
    const random = randomFrom(n + 1);
    const planted = plant(n, random, draw);
    yield { ...planted, document: surrounded(planted.text, random), random };
  }
}

export function plantSecrets(count: number, learnEvery: number): Report<SecretCounts> {
  const counts = { planted: 0, leaked: 0 };
  const failures: string[] = [];
  const learned: (Planted & { readonly masked: string })[] = [];
  for (const { document, random, ...planted } of plantedDocuments(count)) {
    const n = counts.planted++;
    // Long documents are searched in parts: here any offset may be the border of two parts.
    const masked =
      n % 5 === 4
        ? maskSpans(document, findSecrets(document, planted.path, { size: 1 + random.below(700), context: 45_000 }))
            .text
        : maskSecrets(document, planted.path).text;
    if (leaks(masked, withoutLabels(planted.secret))) {
      counts.leaked++;
      note(failures, `secret ${n}: ${planted.what}, ${planted.secret.length} characters`);
    }
    if (n % learnEvery === 0) learned.push({ ...planted, masked });
  }
  for (const { what } of leakedByModel(learned)) {
    counts.leaked++;
    note(failures, `suggested: ${what}`);
  }
  return { counts, failures };
}

/** The BEGIN and END lines of a key are no secret. */
export function withoutLabels(secret: string): string {
  return secret.replace(/-----[A-Z0-9 ]+-----/g, '');
}

const continued = 60;
/** So many characters right after those that were typed are not guessed by chance. */
const surprising = 4;

/** Context mixing learns the masked texts; then each secret is typed up to some lengths, and the model continues. */
function leakedByModel(learned: readonly (Planted & { readonly masked: string })[]): Planted[] {
  const kernel = readFileSync(new URL('../../build/contextMixing.wasm', import.meta.url));
  const size = { tableBytes: 16 * 2 ** 20, historyBytes: 2 ** 20, matchBits: 16, contexts: 24 };
  const model = createContextMixing(new WebAssembly.Module(kernel), size);
  const encoder = new TextEncoder();
  for (const [document, { masked }] of learned.entries()) {
    model.begin(document);
    model.learn(encoder.encode(masked));
  }
  return learned.filter(({ text, secret }, document) =>
    [0, 4, 7].some((typed) => {
      const place = text.indexOf(withoutLabels(secret).slice(0, 8));
      if (place === -1) return false;
      model.begin(learned.length + document);
      const start = model.save();
      for (const byte of encoder.encode(text.slice(0, place + typed))) model.read(byte);
      const continuation: number[] = [];
      for (let n = 0; n < continued; n++) {
        const probabilities = model.predict(0);
        const byte = probabilities.indexOf(Math.max(...probabilities));
        continuation.push(byte);
        model.read(byte);
      }
      model.restore(start);
      const suggested = new TextDecoder().decode(Uint8Array.from(continuation));
      const rest = withoutLabels(secret).slice(typed);
      return leaks(suggested, rest) || suggested.startsWith(rest.slice(0, surprising));
    }),
  );
}
