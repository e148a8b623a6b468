// Brings the model to the caret. Counts and network each know a beginning of the prompt already; whoever is behind reads alone
// until they are level, then both read and learn together, so that the mixture learns whom to trust. Yields often.
import { characterBoundary } from '../text/characterBoundary.ts';
import type { ContextMixingModel, LoadedModels, WorkspaceNetwork } from '../../model/createModels.ts';
import type { LanguageModel } from '../../model/languageModel.ts';

type Work = Generator<void, void>;

/** UTF-16 units read between two yields. */
const stride = 16;

/** The network alone, as it was trained. */
export function* prefillNetwork({ model: speaker, memory }: WorkspaceNetwork, document: string, prompt: string): Work {
  const key = `as trained ${document}`;
  let at = memory.resume(key, prompt);
  if (at === 0) speaker.begin();
  while (at < prompt.length) {
    const end = characterBoundary(prompt, at + stride);
    speaker.read(prompt.slice(at, end));
    at = end;
    memory.save(key, prompt.slice(0, at));
    yield;
  }
}

/** UTF-16 units that the network may lag behind and be waited for. */
const mostAwaited = 128;

/** The model as far as it can be brought to the caret at once: without the network while that has much to read. */
export function withoutLaggingNetwork(model: LoadedModels, document: string, prompt: string): LoadedModels {
  const { workspaceNetwork: network, contextMixing: counts } = model;
  if (!network || !counts) return model;
  const lag = prompt.length - network.memory.knownLength(learningKey(document), prompt);
  return lag <= mostAwaited ? model : { workspaceNetwork: undefined, contextMixing: counts, mixture: counts.model };
}

function learningKey(document: string): string {
  return `learning ${document}`;
}

/** All voices, learning what they read, if it may be learnt. */
export function* prefill(
  { workspaceNetwork: network, contextMixing: counts, mixture }: LoadedModels,
  document: string,
  prompt: string,
  mayLearn: boolean,
): Work {
  const key = learningKey(document);
  let inNetwork = network ? network.memory.resume(key, prompt) : prompt.length;
  if (inNetwork === 0) network?.model.begin();
  let inCounts = counts ? counts.cursor.resume(document, prompt) : prompt.length;

  const read = (speaker: LanguageModel<unknown> | undefined, text: string) => {
    if (mayLearn) speaker?.learn(text);
    else speaker?.read(text);
  };
  const finish = (
    end: number,
    by: { network: WorkspaceNetwork | undefined; counts: ContextMixingModel | undefined },
  ) => {
    if (by.network) network?.memory.save(key, prompt.slice(0, (inNetwork = end)));
    if (by.counts) counts?.cursor.markRead(prompt.slice(0, (inCounts = end)), mayLearn);
  };

  for (let at = Math.min(inNetwork, inCounts); at < prompt.length; at = Math.min(inNetwork, inCounts)) {
    const other = Math.max(inNetwork, inCounts);
    const end = Math.min(characterBoundary(prompt, at + stride), other > at ? other : prompt.length);
    const text = prompt.slice(at, end);
    if (inNetwork === inCounts) {
      read(mixture, text);
      finish(end, { network, counts });
    } else if (inNetwork < inCounts) {
      read(network?.model, text);
      finish(end, { network, counts: undefined });
    } else {
      read(counts?.model, text);
      finish(end, { network: undefined, counts });
    }
    yield;
  }
}
