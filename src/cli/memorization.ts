// `memorization`: plants canaries in a copy of the texts of a folder, trains on them, and reports for each model how much it memorized.
import { corpusOf } from '../corpus/corpus.ts';
import { createCanary, plantCanaries, seededRandom, type Canary } from '../evaluation/memorization/canaries.ts';
import { measureCanaries, memorizationRows, type MemorizationRow } from '../evaluation/memorization/measureCanaries.ts';
import { mixtureComponents, workspaceComponents, type ComponentId } from '../model/components.ts';
import { runToEnd } from '../model/work.ts';
import { createTrainedComponents } from '../model/trainedComponents.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../protocol/settings.ts';
import { interruptible } from './interruption.ts';
import { learn } from './learn.ts';
import { loadModels } from './loadModels.ts';
import { readFolder } from './readFolder.ts';
import { allCores } from './trainingOptions.ts';

export interface MemorizationOptions {
  /** To train the workspace network. */
  readonly seconds: number;
  readonly start: TrainingSettings['start'];
  readonly json: boolean;
}

export interface MemorizationReport {
  /** Length of the training text, with the canaries. */
  readonly characters: number;
  readonly seconds: number;
  readonly start: TrainingSettings['start'];
  readonly samples: number;
  readonly models: Readonly<Record<ModelName, readonly MemorizationRow[]>>;
}

type ModelName = 'contextMixing' | 'workspaceNetwork' | 'mixture';
const models: Readonly<Record<ModelName, readonly ComponentId[]>> = {
  contextMixing: ['contextMixing', ...workspaceComponents],
  workspaceNetwork: ['workspaceNetwork'],
  mixture: mixtureComponents,
};

const repetitions = [0, 1, 4, 16];
const canariesOfEach = 8;
const secrets = 4;
/** Random texts with which each canary is compared. */
const samples = 1000;

export async function showMemorization(folder: string, { seconds, start, json }: MemorizationOptions): Promise<void> {
  const random = seededRandom(1);
  const canaries = [
    ...repetitions.flatMap((times) =>
      Array.from({ length: canariesOfEach }, () => createCanary('ordinary', times, random)),
    ),
    ...Array.from({ length: secrets }, () => createCanary('secret', 16, random)),
  ];
  // Held-out files stay out of the training, as in the editor, so that no canary is planted there.
  const { train } = corpusOf(await readFolder(folder));
  const texts = plantCanaries(train, canaries, random);
  const settings = { ...defaultTrainingSettings, seconds, start, threads: allCores };
  const checkpoint = await interruptible((signal) => learn({ texts, settings }, { signal }));
  const report: MemorizationReport = {
    characters: texts.reduce((sum, { text }) => sum + text.length, 0),
    seconds,
    start,
    samples,
    models: await measureAll(texts, checkpoint, canaries),
  };
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

async function measureAll(
  texts: ReturnType<typeof plantCanaries>,
  checkpoint: Uint8Array,
  canaries: readonly Canary[],
): Promise<MemorizationReport['models']> {
  const trained = createTrainedComponents(await loadModels(true), { texts, checkpoint });
  const measured = Object.entries(models).map(([name, components]) => {
    const { model, measure, dispose } = trained.combine(components);
    const results = runToEnd(measureCanaries({ model, measure: measure! }, canaries, samples));
    dispose();
    return [name, memorizationRows(results)] as const;
  });
  // One entry for each model.
  return Object.fromEntries(measured) as MemorizationReport['models'];
}

function formatReport({ models: byName, characters, seconds, start }: MemorizationReport): string {
  const rows = Object.entries(byName).flatMap(([name, list]) =>
    list.map(({ kind, repetitions: times, meanExposure, maxExposure, extractedShare }) =>
      [
        name.padEnd(18),
        kind.padEnd(10),
        String(times).padStart(5),
        `${meanExposure.toFixed(1).padStart(8)} of ${maxExposure.toFixed(1)}`.padEnd(20),
        `${(100 * extractedShare).toFixed(0)} %`.padStart(6),
      ].join(''),
    ),
  );
  return [
    `${characters} characters; the network was trained for ${seconds} s, start: ${start}.`,
    'model             text      times  exposure in bits    extracted',
    ...rows,
  ].join('\n');
}
