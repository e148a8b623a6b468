// Prefill: brings the models to the end of the prompt. Each model resumes after the longest prefix that it already knows. The model
// that is behind reads alone until both are at the same position; then they read as a mixture, so that the mixing weights are
// learned. Generators: they yield after every few characters.
import { characterBoundary } from '../model/characterBoundary.ts';
import { combineLoaded, type LoadedModels, type WorkspaceNetwork } from '../model/createModels.ts';
import { followedLength, readTyped, type LanguageModel, type MeasuringModel } from '../model/languageModel.ts';
import { charactersAtOnce } from '../model/network/charactersAtOnce.ts';
import type { Work } from '../model/work.ts';
import { promptOf, type CompletionRequest } from './request.ts';

/** UTF-16 units read between two yields. */
const stride = 16;

/**
 * Reads the prompt of the request, also ahead, so that the next request finds its prompt already read. Returns the model that has read
 * it; undefined if there is none.
 */
export function* readPrompt(
  models: LoadedModels,
  { document, before, model, mayLearn = true }: Pick<CompletionRequest, 'document' | 'before' | 'model' | 'mayLearn'>,
): Work<MeasuringModel | undefined> {
  const prompt = promptOf(before);
  if (model === 'mixture') {
    yield* prefill(models, document, prompt, mayLearn);
    return models.mixture;
  }
  if (models.workspaceNetwork) yield* prefillNetwork(models.workspaceNetwork, document, prompt);
  return models.workspaceNetwork?.model;
}

/** Does the work as if `text`, the selected item of the editor's suggestion list, were already typed. */
export function* readAsTyped<State, Result>(
  model: LanguageModel<State>,
  text: string,
  work: () => Work<Result>,
): Work<Result> {
  if (text === '') return yield* work();
  const state = model.save();
  try {
    for (let at = 0; at < text.length;) {
      const end = characterBoundary(text, at + stride);
      model.read(text.slice(at, end));
      at = end;
      yield;
    }
    return yield* work();
  } finally {
    model.restore(state);
  }
}

/** Reads with the trained weights of the workspace network: no dynamic evaluation. */
export function* prefillNetwork(network: WorkspaceNetwork, document: string, prompt: string): Work {
  const { model, prefixCache } = network;
  const units = charactersAtOnce(stride, network.shape);
  const key = `trained ${document}`;
  let at = prefixCache.resume(key, prompt);
  if (at === 0) model.begin(document);
  while (at < prompt.length) {
    const end = characterBoundary(prompt, at + units);
    model.read(prompt.slice(at, end));
    at = end;
    prefixCache.save(key, prompt.slice(0, at));
    yield;
  }
}

/** UTF-16 units that a suggestion may wait for the workspace network to read. */
const maxLag = 128;

/** Leaves out the workspace network if it still has much of the prompt to read, so that a suggestion does not wait for it. */
export function withoutLaggingNetwork(
  models: LoadedModels,
  { document, before, model }: Pick<CompletionRequest, 'document' | 'before' | 'model'>,
): LoadedModels {
  const { workspaceNetwork, contextMixing } = models;
  if (!workspaceNetwork || !contextMixing || model === 'network') return models;
  const prompt = promptOf(before);
  const lag = prompt.length - knownToNetwork(workspaceNetwork, document, prompt);
  return lag <= charactersAtOnce(maxLag, workspaceNetwork.shape) ? models : combineLoaded(undefined, contextMixing)!;
}

/** Keys of the prefix cache: states after complete lines, which are learned, and states in the last line, which is only read. */
const linesKey = (document: string): string => `adaptive ${document}`;
const lastLineKey = (document: string): string => `adaptive line ${document}`;

function lineStartOf(prompt: string): number {
  return prompt.lastIndexOf('\n') + 1;
}

function knownToNetwork({ prefixCache }: WorkspaceNetwork, document: string, prompt: string): number {
  const lineStart = lineStartOf(prompt);
  const inLine = prefixCache.knownLength(lastLineKey(document), prompt);
  return inLine > lineStart ? inLine : prefixCache.knownLength(linesKey(document), prompt.slice(0, lineStart));
}

/** Restores the state after the longest known prefix of the prompt, in whose last line nothing was learned. Returns its length. */
function resumeNetwork({ prefixCache, model }: WorkspaceNetwork, document: string, prompt: string): number {
  const lineStart = lineStartOf(prompt);
  if (prefixCache.knownLength(lastLineKey(document), prompt) > lineStart)
    return prefixCache.resume(lastLineKey(document), prompt);
  prefixCache.delete(lastLineKey(document));
  const known = prefixCache.resume(linesKey(document), prompt.slice(0, lineStart));
  if (known === 0) model.begin(document);
  return known;
}

/**
 * Reads the prompt with all models. If `mayLearn`, they learn its complete lines. The last line is only read: a secret in it may not
 * be recognizable before it is complete.
 */
function* prefill(models: LoadedModels, document: string, prompt: string, mayLearn: boolean): Work {
  const { workspaceNetwork, contextMixing, mixture } = models;
  const lineStart = lineStartOf(prompt);
  const units = workspaceNetwork ? charactersAtOnce(stride, workspaceNetwork.shape) : stride;
  let networkAt = workspaceNetwork ? resumeNetwork(workspaceNetwork, document, prompt) : prompt.length;
  let mixingAt = contextMixing ? contextMixing.cursor.resume(document, prompt, lineStart) : prompt.length;

  // What context mixing has learned before is only read.
  const newEnd = contextMixing?.cursor.newEnd ?? lineStart;
  const pass = (model: LanguageModel<unknown> | undefined, at: number, end: number) => {
    const text = prompt.slice(at, end);
    if (at >= lineStart && model !== workspaceNetwork?.model) contextMixing?.cursor.readLine(text);
    const learnedTo = model === workspaceNetwork?.model ? lineStart : newEnd;
    if (mayLearn && at < learnedTo) model?.learn(text);
    else if (model && prompt.length - at <= followedLength) readTyped(model, text);
    else model?.read(text);
  };
  const saveNetwork = (end: number) => {
    const key = end <= lineStart ? linesKey(document) : lastLineKey(document);
    workspaceNetwork?.prefixCache.save(key, prompt.slice(0, end));
    networkAt = end;
  };
  const saveMixing = (end: number) => {
    if (end <= lineStart) contextMixing?.cursor.passLines(prompt, end, mayLearn && end <= newEnd);
    mixingAt = end;
  };

  for (let at = Math.min(networkAt, mixingAt); at < prompt.length; at = Math.min(networkAt, mixingAt)) {
    const ahead = Math.max(networkAt, mixingAt);
    const next = [newEnd, lineStart, ahead].filter((each) => each > at);
    const end = Math.min(characterBoundary(prompt, at + units), prompt.length, ...next);
    if (networkAt === mixingAt) {
      pass(mixture, at, end);
      saveNetwork(end);
      saveMixing(end);
    } else if (networkAt < mixingAt) {
      pass(workspaceNetwork?.model, at, end);
      saveNetwork(end);
    } else {
      pass(contextMixing?.model, at, end);
      saveMixing(end);
    }
    yield;
  }
}
