// The model and its parts as contestants of a replay: all mixed, the counts without the network, those without what the files
// being typed add, the network alone.
import type { ContextMixing } from '../model/contextMixing/contextMixing.ts';
import type { ByteModel } from '../model/byteModel.ts';
import { pretrainedInputLimit } from '../model/pretrainedInput.ts';
import { createMixture } from '../model/mixture.ts';
import type { WorkspaceNetwork } from '../model/createModels.ts';
import { fnv1a } from '../model/network/fnv1a.ts';
import type { EvaluatedModel } from './record.ts';

export const partNames = ['all', 'countsAndCache', 'counts', 'network'] as const;
export type PartName = (typeof partNames)[number];

/** A text needs to be learnt once only, for several trials. */
export type RepeatableByteModel = ByteModel & Pick<ContextMixing, 'snapshot' | 'loadSnapshot'>;

const encoder = new TextEncoder();

/** `frozen`: they read what is typed and do not learn it. */
export function mixtureCandidate(
  counts: ByteModel,
  network: Pick<WorkspaceNetwork, 'adaptive'> | undefined,
  frozen: boolean,
): EvaluatedModel {
  const speaker = createMixture(counts, network?.adaptive);
  return {
    model: speaker,
    begin: (path, before) => {
      openDocument(counts, path);
      speaker.begin();
      speaker.read(before);
    },
    learn: frozen ? (text) => counts.measure(encoder.encode(text)) : (text) => speaker.learn(text),
  };
}

export function networkCandidate({ model: speaker }: Pick<WorkspaceNetwork, 'model'>): EvaluatedModel {
  return {
    model: speaker,
    begin: (_path, before) => {
      speaker.begin();
      speaker.read(before);
    },
    learn: (text) => speaker.learn(text),
  };
}

/** Learns a text of the workspace, of which so much was learnt before. */
export function learnText(counts: ByteModel, path: string, text: string, learnt = 0): void {
  openDocument(counts, path);
  if (learnt >= pretrainedInputLimit) counts.setInput('pretrainedNetwork', undefined);
  counts.learn(encoder.encode(text));
}

function openDocument(counts: ByteModel, path: string): void {
  counts.begin(fnv1a(encoder.encode(path)));
}
