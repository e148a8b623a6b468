// How sure is sure enough in this workspace: measured on its own texts, and from then on by what becomes of the suggestions.
import { calibrated } from '../completion/calibration.ts';
import { defaultThresholds, type Eagerness, type Thresholds } from '../completion/eagerness.ts';
import { outcomeOf } from '../completion/outcome.ts';
import type { Shown } from '../completion/reuse.ts';
import { createSteering } from '../completion/steering.ts';
import type { RecordedText } from '../completion/typing.ts';
import type { CompletionRequest } from '../protocol/predictor.ts';

export interface Sureness {
  readonly thresholds: Thresholds;
  /** What would have been suggested in texts of the workspace; the same texts again change nothing. */
  measured(texts: readonly RecordedText[]): void;
  /** A request tells what became of the suggestion before it. */
  hear(request: CompletionRequest): void;
  /** What the request is answered with. */
  answered(request: CompletionRequest, text: string): void;
}

interface Open {
  readonly document: string;
  readonly eagerness: Eagerness;
  readonly shown: Shown;
}

export function createSureness(): Sureness {
  let steering = createSteering(defaultThresholds);
  let known: readonly RecordedText[] | undefined;
  /** The suggestion of which it cannot be told yet whether it was right. */
  let open: Open | undefined;

  return {
    get thresholds() {
      return steering.thresholds;
    },
    measured: (texts) => {
      if (texts === known) return;
      known = texts;
      steering = createSteering(calibrated(texts, defaultThresholds));
    },
    hear: ({ document, before, after }) => {
      if (open?.document !== document) return;
      const outcome = outcomeOf(open.shown, { before, after });
      if (outcome === 'open') return;
      if (outcome !== 'lost') steering.judged(open.eagerness, outcome === 'right');
      open = undefined;
    },
    answered: ({ document, before, after, voice, eagerness = 'balanced', alternatives, selected }, text) => {
      // What was asked for by hand, and the network alone, are shown however unsure; what is selected is the editor's guess.
      if (voice === 'mixture' && !alternatives && !selected)
        open = { document, eagerness, shown: { caret: { before, after }, text } };
    },
  };
}
