// What the dashboard asks of the network between completions: what it expects at a place, and what it makes up. Generators:
// they yield often, so that a completion never waits for them. The network speaks alone, with its weights as they were trained.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { promptOf } from '../completion/text/prompt.ts';
import type { CaretPrediction, CaretPredictionRequest, SampleRequest } from '../protocol/predictor.ts';
import type { WorkspaceNetwork } from '../model/createModels.ts';
import { prefillNetwork } from '../completion/decode/prefill.ts';

/** UTF-16 units before the caret that are read: all that a network remembers, and quickly read. */
const promptLength = 600;

/** The likeliest next characters, and how likely the one is that stands there. */
export function* predictNextCharacter(
  network: WorkspaceNetwork,
  { document, before, after, count }: CaretPredictionRequest,
): Generator<void, CaretPrediction> {
  yield* prefillNetwork(network, `outlook ${document}`, promptOf(before, promptLength));
  const { vocabulary, model: speaker, adaptive: living } = network;
  const expected = speaker.predict(count).map(({ character, probability }) => ({ character, probability }));
  const [next] = vocabulary.encode(after);
  const known = next !== undefined && vocabulary.decode(next) !== '';
  return { expected, probabilityOfAfter: known ? Math.exp(living.reader.logProbabilities()[next]!) : undefined };
}

/** `prompt` continued by `characters`, from the beginning of a text. */
export function* generateSample(network: WorkspaceNetwork, request: SampleRequest): Generator<void, string> {
  const { adaptive: living, model: speaker, vocabulary, sample } = network;
  const { prompt, characters, sampling } = request;
  yield* prefillNetwork(network, 'made up', prompt);
  if (prompt === '') speaker.begin('');
  const random = xoroshiro128plus(sampling.seed);
  let text = '';
  for (let made = 0; made < characters; made++) {
    const character = vocabulary.decode(sample(living.reader.logProbabilities(), sampling, uniformFloat64(random)));
    if (character === '') break;
    text += character;
    speaker.read(character);
    yield;
  }
  return text;
}
