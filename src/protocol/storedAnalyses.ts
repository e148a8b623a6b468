// The results of analyses that survive a restart of the editor, as they are stored: bits of each file, and the report on suggestions.
import * as v from 'valibot';
import type { AnalysisResult, SuggestionReport } from './analyzer.ts';
import { settingsTable } from './settings.ts';

type RaceFigures = SuggestionReport['race']['users'][number]['known'];
type Component = SuggestionReport['components'][number]['component'];

/** A share of nothing is not a number; JSON has null for it. */
const number = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? NaN),
);
const interval = v.tuple([number, number]);
const tradeOff = { threshold: number, saved: number, precision: number, shownPerChar: number };

const lost: Readonly<Record<keyof RaceFigures['lost'], typeof number>> = {
  notYetShown: number,
  quietPeriod: number,
  notNoticed: number,
  typedPast: number,
  shorter: number,
  list: number,
  notOffered: number,
  undone: number,
};

const raceFigures: v.GenericSchema<unknown, RaceFigures> = v.object({
  saved: number,
  savedInterval: interval,
  secondsPer1000: number,
  secondsInterval: interval,
  shownPerChar: number,
  meanLength: number,
  severalWords: number,
  flashesPerChar: number,
  firstWordPrecision: number,
  lost: v.object(lost),
  elsewhere: number,
});

const report = v.object({
  files: number,
  characters: number,
  curve: v.array(v.object(tradeOff)),
  settings: v.object(
    v.entriesFromList(settingsTable.suggestions.confidence.choices, v.object({ ...tradeOff, savedInterval: interval })),
  ),
  calibration: v.array(v.object({ count: number, predicted: number, observed: number })),
  components: v.array(
    v.pipe(
      v.object({
        component: v.custom<Component>((name) => typeof name === 'string'),
        saved: number,
        savedInterval: interval,
        bitsPerChar: v.optional(number),
      }),
      v.transform(({ bitsPerChar, ...rest }) => ({ ...rest, bitsPerChar })),
    ),
  ),
  race: v.object({
    ideal: number,
    users: v.array(v.object({ msPerKey: number, known: raceFigures, unknown: raceFigures })),
  }),
});

const fileBits = v.object({
  path: v.string(),
  bitsPerChar: number,
  characters: number,
  heldOut: v.picklist(['none', 'whole', 'tail']),
});

export const storedAnalysesSchema: v.GenericSchema<unknown, AnalysisResult[]> = v.array(
  v.variant('kind', [
    v.object({ kind: v.literal('files'), files: v.array(fileBits) }),
    v.object({ kind: v.literal('suggestions'), report }),
  ]),
);
