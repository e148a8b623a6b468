// Prefill: brings the models to the end of the prompt. Each model resumes after the longest prefix that it already knows. The model
// that is behind reads alone until both are at the same position; then they read as a mixture, so that the mixing weights are
// learned. Generators: they yield after every few characters.
import type { LoadedModels, WorkspaceNetwork } from '../../model/createModels.ts';
import type { LanguageModel } from '../../model/languageModel.ts';
import { characterBoundary } from '../text/characterBoundary.ts';

type Work = Generator<void, void>;

/** UTF-16 units read between two yields. */
const stride = 16;

/** Reads with the trained weights of the workspace network: no dynamic evaluation. */
export function* prefillNetwork({ model, prefixCache }: WorkspaceNetwork, document: string, prompt: string): Work {
  const key = `trained ${document}`;
  let at = prefixCache.resume(key, prompt);
  if (at === 0) model.begin(document);
  while (at < prompt.length) {
    const end = characterBoundary(prompt, at + stride);
    model.read(prompt.slice(at, end));
    at = end;
    prefixCache.save(key, prompt.slice(0, at));
    yield;
  }
}

/** UTF-16 units that a suggestion may wait for the workspace network to read. */
const maxLag = 128;

/** Leaves out the workspace network if it still has much of the prompt to read, so that a suggestion does not wait for it. */
export function withoutLaggingNetwork(models: LoadedModels, document: string, prompt: string): LoadedModels {
  const { workspaceNetwork, contextMixing } = models;
  if (!workspaceNetwork || !contextMixing) return models;
  const lag = prompt.length - workspaceNetwork.prefixCache.knownLength(adaptiveKey(document), prompt);
  return lag <= maxLag ? models : { workspaceNetwork: undefined, contextMixing, mixture: contextMixing.model };
}

function adaptiveKey(document: string): string {
  return `adaptive ${document}`;
}

/** Reads the prompt with all models. They learn from it if `mayLearn`. */
export function* prefill(models: LoadedModels, document: string, prompt: string, mayLearn: boolean): Work {
  const { workspaceNetwork, contextMixing, mixture } = models;
  const key = adaptiveKey(document);
  let networkAt = workspaceNetwork ? workspaceNetwork.prefixCache.resume(key, prompt) : prompt.length;
  if (networkAt === 0) workspaceNetwork?.model.begin(document);
  let mixingAt = contextMixing ? contextMixing.cursor.resume(document, prompt) : prompt.length;

  const read = (model: LanguageModel<unknown> | undefined, text: string) => {
    if (mayLearn) model?.learn(text);
    else model?.read(text);
  };
  const saveNetwork = (end: number) => {
    workspaceNetwork?.prefixCache.save(key, prompt.slice(0, end));
    networkAt = end;
  };
  const saveMixing = (end: number) => {
    contextMixing?.cursor.markRead(prompt.slice(0, end), mayLearn);
    mixingAt = end;
  };

  for (let at = Math.min(networkAt, mixingAt); at < prompt.length; at = Math.min(networkAt, mixingAt)) {
    const ahead = Math.max(networkAt, mixingAt);
    const end = Math.min(characterBoundary(prompt, at + stride), ahead > at ? ahead : prompt.length);
    const text = prompt.slice(at, end);
    if (networkAt === mixingAt) {
      read(mixture, text);
      saveNetwork(end);
      saveMixing(end);
    } else if (networkAt < mixingAt) {
      read(workspaceNetwork?.model, text);
      saveNetwork(end);
    } else {
      read(contextMixing?.model, text);
      saveMixing(end);
    }
    yield;
  }
}
