// What an examiner is asked about: a trained network, and the texts of its workspace.
import type { Corpus } from '../corpus/corpus.ts';
import type { Checkpoint } from '../model/network/checkpoint.ts';
import type { LensReport } from '../lens/lensReport.ts';

export interface AnalyzedNetwork {
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
  readonly corpus: Corpus;
  /** The last look, whose moments colour texts. */
  lens: LensReport | undefined;
}
