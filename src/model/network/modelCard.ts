// The model card of a file of the open format: what a file tells about its model. It contains no path and no text of the corpus.
import * as v from 'valibot';
import { bitsPerCharSchema, countSchema, secondsSchema, shownIssue } from './fileValues.ts';

export interface ModelCard {
  /** ISO 8601. */
  readonly date: string;
  /** Program and version that wrote the file. */
  readonly writtenBy: string;
  /** Characters that were read in the training, with repetitions. */
  readonly characters?: number;
  /** Characters of the training text. */
  readonly textCharacters?: number;
  readonly steps?: number;
  readonly seconds?: number;
  /** Of the held-out text. */
  readonly bitsPerChar?: number;
  readonly seed?: number;
  /** Of the training, by name. */
  readonly settings?: TrainingValues;
}

/** Settings of a training by their names. */
export type TrainingValues = Readonly<Record<string, string | number | boolean>>;

const maxSettings = 100;
const maxText = 200;

const text = v.pipe(v.string(), v.maxLength(maxText));
const number = v.pipe(v.number(), v.finite());
/** Names and values are short, so that no text of a corpus is in them. */
export const trainingValuesSchema = v.pipe(
  v.record(text, v.union([text, number, v.boolean()])),
  v.maxEntries(maxSettings),
);
const fieldsSchema = v.object({
  date: v.fallback(text, ''),
  writtenBy: v.fallback(text, ''),
  characters: v.optional(countSchema),
  textCharacters: v.optional(countSchema),
  steps: v.optional(countSchema),
  seconds: v.optional(secondsSchema),
  bitsPerChar: v.optional(bitsPerCharSchema),
  seed: v.optional(number),
  settings: v.optional(trainingValuesSchema),
});
/** A checkpoint stores the seed among the settings. */
const cardSchema = v.pipe(
  fieldsSchema,
  v.check(
    ({ settings = {}, seed }) => seed === undefined || v.is(trainingValuesSchema, { ...settings, seed }),
    `at most ${maxSettings} settings`,
  ),
);

/** @throws Error that says what is wrong with the card. */
export function decodeCard(json: string): ModelCard {
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch {
    throw new Error('its model card is not JSON');
  }
  const parsed = v.safeParse(cardSchema, card);
  if (!parsed.success) throw new Error(`its model card is wrong: ${shownIssue(parsed.issues)}`);
  return Object.fromEntries(
    Object.entries(parsed.output).filter(([, value]) => value !== undefined),
  ) as unknown as ModelCard;
}
