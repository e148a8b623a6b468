// Queries of the dashboard to the workspace network: the next character at a place, and a generated sample. They use the weights as
// trained, without dynamic evaluation. Generators: they yield after each character, so that a completion request can stop them.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { prefillNetwork } from '../completion/read.ts';
import { promptOf } from '../completion/request.ts';
import type { WorkspaceNetwork } from '../model/createModels.ts';
import type { CaretPrediction, CaretPredictionRequest, SampleRequest } from '../protocol/predictor.ts';
import type { Work } from '../model/work.ts';

/** UTF-16 units before the caret to read: about as much as a network remembers, and fast to read. */
const promptLength = 600;

/** The most probable next characters, and the probability of the actual one. */
export function* predictNextCharacter(
  network: WorkspaceNetwork,
  { document, before, after, count }: CaretPredictionRequest,
): Work<CaretPrediction> {
  yield* prefillNetwork(network, `caret ${document}`, promptOf(before, promptLength));
  const { vocabulary, model, adaptive } = network;
  const expected = model.predict(count).map(({ character, probability }) => ({ character, probability }));
  const [next] = vocabulary.encode(after);
  const isKnown = next !== undefined && vocabulary.decode(next) !== '';
  return { expected, probabilityOfAfter: isKnown ? Math.exp(adaptive.reader.logProbabilities()[next]!) : undefined };
}

/** Continues `prompt`, which starts a text, by `characters` sampled characters. */
export function* generateSample(
  network: WorkspaceNetwork,
  { prompt, characters, sampling }: SampleRequest,
): Work<string> {
  const { adaptive, model, vocabulary, sample } = network;
  yield* prefillNetwork(network, 'sample', prompt);
  if (prompt === '') model.begin('');
  const random = xoroshiro128plus(sampling.seed);
  let text = '';
  for (let count = 0; count < characters; count++) {
    const id = sample(adaptive.reader.logProbabilities(), sampling, uniformFloat64(random));
    const character = vocabulary.decode(id);
    if (character === '') break;
    text += character;
    model.read(character);
    yield;
  }
  return text;
}
