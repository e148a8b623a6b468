// What is stored of the newest runs besides their curves: the list of files, samples, baselines and usage.
import * as v from 'valibot';
import { exclusionReasons, type LedgerEntry } from '../../corpus/sourceText.ts';
import { baselineKinds, type Baseline, type CorpusSummary, type PhaseShares } from '../../protocol/learner.ts';
import { programNames, type UsagePoint } from '../../protocol/programUsage.ts';
import type { RunDetails, SampleEntry } from '../../protocol/runState.ts';
import type { Series } from '../../protocol/series.ts';

export interface StoredDetails {
  /** The id of the run. */
  readonly id: string;
  readonly details: Partial<RunDetails>;
}

const number = v.pipe(v.number(), v.finite());
const path = v.string();

const ledgerEntry: v.GenericSchema<unknown, LedgerEntry> = v.variant('included', [
  v.object({
    path,
    included: v.literal(true),
    characters: number,
    heldOut: v.picklist(['none', 'whole', 'tail']),
    masked: v.exactOptional(v.array(v.object({ line: number, rule: v.string() }))),
    leftOut: v.exactOptional(number),
  }),
  v.object({
    path,
    included: v.literal(false),
    rule: v.picklist(exclusionReasons),
    saved: v.exactOptional(v.object({ bytes: number, modifiedMs: number })),
  }),
]);

const corpus: v.GenericSchema<unknown, CorpusSummary> = v.object({
  files: number,
  trainCharacters: number,
  heldOutCharacters: number,
  vocabulary: number,
  ledger: v.array(ledgerEntry),
});

const baselines: v.GenericSchema<unknown, Baseline[]> = v.array(
  v.object({ kind: v.picklist(baselineKinds), bitsPerChar: number, characters: v.exactOptional(number) }),
);

const shares: Readonly<Record<keyof PhaseShares, typeof number>> = {
  products: number,
  gates: number,
  outputs: number,
  softmax: number,
  waiting: number,
  update: number,
  evaluation: number,
  rest: number,
};
const phases: v.GenericSchema<unknown, PhaseShares> = v.object(shares);

const samples: v.GenericSchema<unknown, SampleEntry[]> = v.array(
  v.object({ text: v.string(), prompt: v.string(), characters: number, elapsedMs: number }),
);

const usagePoint: v.GenericSchema<unknown, UsagePoint> = v.object({
  step: number,
  characters: number,
  elapsedMs: number,
  programs: v.array(v.object({ name: v.picklist(programNames), memoryBytes: number, cores: number })),
});

const usage: v.GenericSchema<unknown, Series<UsagePoint>> = v.pipe(
  v.object({
    items: v.array(usagePoint),
    stride: number,
    pending: v.optional(v.object({ item: usagePoint, count: number })),
  }),
  v.transform(({ items, stride, pending }) => ({ items, stride, pending })),
);

export const storedDetailsSchema: v.GenericSchema<unknown, StoredDetails[]> = v.array(
  v.object({
    id: v.string(),
    details: v.object({
      corpus: v.exactOptional(corpus),
      baselines: v.exactOptional(baselines),
      phases: v.exactOptional(phases),
      samples: v.exactOptional(samples),
      usage: v.exactOptional(usage),
    }),
  }),
);
