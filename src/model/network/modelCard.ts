// The model card of a file: what it tells about its model, as JSON. It contains no path and no text of the corpus.
import * as v from 'valibot';
import { bitsPerCharSchema, countSchema, millisecondsSchema, shownIssue } from './fileValues.ts';

/** What wrote the file, and when. */
export interface ModelOrigin {
  /** ISO 8601. */
  readonly date: string;
  /** Program and version. */
  readonly writtenBy: string;
}

export interface TrainingOrigin {
  readonly settings: TrainingValues;
  /** Characters of the training text. */
  readonly textCharacters: number;
  /** Whether whole files were held out, or the end of each. Undefined: not known. */
  readonly heldOutBy?: 'file' | 'tail';
}

/** How far the training has come since the model was new. */
export interface Progress {
  readonly steps: number;
  readonly characters: number;
  readonly elapsedMs: number;
  /** Held-out bits per character of these weights; undefined before the first evaluation. */
  readonly bitsPerChar: number | undefined;
}

/** What a card tells people about the training. Zero: not known. */
export interface StatedTraining {
  readonly elapsedMs: number;
  readonly characters: number;
  readonly textCharacters: number;
  readonly settings: TrainingValues;
}

/** Settings of a training by their names. */
export type TrainingValues = Readonly<Record<string, string | number | boolean>>;

const maxSettings = 100;
const maxText = 200;

const text = v.pipe(v.string(), v.maxLength(maxText));
const number = v.pipe(v.number(), v.finite());
/** Names and values are short, so that no text of a corpus is in them. */
const trainingValuesSchema = v.pipe(
  v.record(text, v.union([text, number, v.boolean()])),
  v.maxEntries(maxSettings, `at most ${maxSettings} settings`),
);
const cardSchema = v.object({
  date: v.optional(v.fallback(text, '')),
  writtenBy: v.optional(v.fallback(text, '')),
  /** Characters that were read in the training, with repetitions. */
  characters: v.optional(countSchema, 0),
  steps: v.optional(countSchema, 0),
  elapsedMs: v.optional(millisecondsSchema, 0),
  /** Measured on the held-out text. */
  bitsPerChar: v.optional(bitsPerCharSchema),
  textCharacters: v.optional(countSchema, 0),
  settings: v.optional(trainingValuesSchema),
  heldOutBy: v.optional(v.picklist(['file', 'tail'])),
});

export interface CardValues {
  readonly progress: Progress;
  /** The last training. */
  readonly training?: TrainingOrigin;
  /** Where the model was trained, if the file was exported or comes from another program. */
  readonly origin?: ModelOrigin;
}

export function encodeCard({ progress, training, origin }: CardValues): string {
  const card: v.InferInput<typeof cardSchema> = { ...origin, ...progress, ...training };
  return JSON.stringify(card);
}

/** Undefined: the card tells nothing. */
export function statedTraining({ progress, training }: CardValues): StatedTraining | undefined {
  const { elapsedMs, characters } = progress;
  if (!training && elapsedMs === 0 && characters === 0) return undefined;
  const { settings = {}, textCharacters = 0 } = training ?? {};
  return { elapsedMs, characters, textCharacters, settings };
}

/** @throws Error that says what is wrong with the card. */
export function decodeCard(json: string): CardValues {
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch {
    throw new Error('its model card is not JSON');
  }
  const parsed = v.safeParse(cardSchema, card);
  if (!parsed.success) throw new Error(`its model card is wrong: ${shownIssue(parsed.issues)}`);
  const { date, writtenBy, settings, textCharacters, heldOutBy, bitsPerChar, ...counts } = parsed.output;
  const progress: Progress = { ...counts, bitsPerChar };
  return {
    progress,
    ...(settings && { training: { settings, textCharacters, ...(heldOutBy && { heldOutBy }) } }),
    ...((date !== undefined || writtenBy !== undefined) && {
      origin: { date: date ?? '', writtenBy: writtenBy ?? '' },
    }),
  };
}
