// Unit tests that compute for long, the longest first, so that the workers end at about the same time. They run without counts of
// coverage, which make their loops two to four times slower; shorter tests run most of the same code.
export const longTests = [
  'bench/reliability',
  'cli/replay',
  'cli/replayEdits',
  'evaluation/memorization/memorization',
  'corpus/secrets/linearTime',
  'engine/kernelEngine',
  'predictor/keptState',
  'predictor/agreement',
  'predictor/learnQueue',
  'cli/sweep/sweep',
  'lens/ownSources',
  'learner/resume',
  'model/pretrainedInput',
  'corpus/globs',
  'predictor/typedSecrets',
  'cli/exchange',
  'cli/corpus',
  'learner/learner',
  'bench/fuzz',
].map((name) => `test/unit/${name}.test.ts`);
