// The subject of the analyzer's queries: a trained network, and the texts of its workspace.
import type { Corpus } from '../corpus/corpus.ts';
import type { Checkpoint } from '../model/network/checkpoint.ts';
import type { LensReport } from '../lens/lensReport.ts';

export interface AnalyzedNetwork {
  /** The encoded checkpoint. */
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
  readonly corpus: Corpus;
  /** The unit analysis, once it was computed. The colors of a text depend on its means and deviations. */
  lens: LensReport | undefined;
}
