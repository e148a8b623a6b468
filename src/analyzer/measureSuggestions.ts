// Types the held-out files once more: with all that has learnt from the workspace, and with each part of it alone.
import type { Corpus } from '../corpus/corpus.ts';
import { emptyTally, keystrokesSaved, type Tally } from '../completion/policy/simulatedTyping.ts';
import {
  learnText,
  mixtureCandidate,
  networkCandidate,
  type PartName,
  type RepeatableByteModel,
} from '../evaluation/evaluatedModels.ts';
import { createWordCompletion } from '../model/wordCompletion.ts';
import { sumOf } from '../evaluation/thresholds.ts';
import { record, type EvaluatedModel, type Recording, type ReplayedText } from '../evaluation/record.ts';
import {
  intervalOf,
  suggestionReport,
  componentReport,
  type SuggestionReport,
  type ComponentReport,
} from '../evaluation/suggestionReport.ts';
import type { ByteNetwork } from '../model/network/byteNetwork.ts';
import type { ByteModel } from '../model/byteModel.ts';
import { totalLength } from '../corpus/totalLength.ts';
import type { PrimingText } from '../model/primingText.ts';
import { withPretrainedInput } from '../model/pretrainedInput.ts';
import type { WorkspaceNetwork } from '../model/createModels.ts';

/** UTF-16 units typed in all; the first part of each file, alike. Each costs some milliseconds. */
const maxTypedLength = 10_000;
/** Fewer files are typed in pieces of so many UTF-16 units, so that there is an interval and something to choose gates on. */
const minPieces = 8;
const pieceLength = 800;
/** UTF-16 units that are read before a piece. */
const contextLength = 2000;
/** UTF-16 units that are counted: those of more would take minutes. */
const maxLearnedLength = 4_000_000;
/** Counting a character against typing one, by what they take. */
const learningCost = 0.01;

export interface Models {
  readonly network: WorkspaceNetwork;
  /** Empty counts for about so many characters. */
  counting(characters: number): RepeatableByteModel;
  readonly genericStart: PrimingText;
  /** Heard beside the counts in all that they are part of. */
  readonly generic: ByteNetwork | undefined;
}

/** Yields the part that is done, 0..1. */
export function* measureSuggestions(
  { train, heldOut }: Pick<Corpus, 'train' | 'heldOut'>,
  { network, counting: emptyCounts, genericStart, generic }: Models,
): Generator<number, SuggestionReport> {
  const typedTexts = splitIntoPieces(truncateEvenly(heldOut, maxTypedLength));
  const own = upTo(train, maxLearnedLength);
  const counted = [...genericStart(totalLength(own)), ...own];
  const characters = totalLength(counted);
  const sizes = {
    counted: learningCost * characters,
    typed: totalLength(typedTexts),
  };
  const total = sizes.counted + 4 * sizes.typed;
  let done = 0;

  /** Answers how to have the counts as they were when they had learnt all. */
  function* counting(): Generator<number, () => ByteModel> {
    const counts = withPretrainedInput(emptyCounts(characters), () => generic);
    let length = 0;
    for (const { path, text } of counted) {
      learnText(counts, path, text, length);
      length += text.length;
      yield (done += learningCost * text.length) / total;
    }
    const learnt = counts.snapshot();
    return () => {
      counts.loadSnapshot(learnt);
      return counts;
    };
  }

  function* recordings(contestant: EvaluatedModel): Generator<number, readonly Recording[]> {
    const found: Recording[] = [];
    for (const text of typedTexts) {
      found.push(record(contestant, text, () => 0));
      yield (done += text.text.length) / total;
    }
    return found;
  }

  const voices: ComponentReport[] = [editorUse(train, typedTexts)];
  const voice = (name: PartName, recorded: readonly Recording[]) => void voices.push(componentReport(name, recorded));
  voice('network', yield* recordings(networkCandidate(network)));
  const counts = yield* counting();
  voice('counts', yield* recordings(mixtureCandidate(counts(), undefined, true)));
  voice('countsAndCache', yield* recordings(mixtureCandidate(counts(), undefined, false)));
  const all = yield* recordings(mixtureCandidate(counts(), network, false));
  voice('all', all);
  return suggestionReport(all, voices);
}

/** What the editor's own word completion would have saved. */
function editorUse(train: Corpus['train'], texts: readonly ReplayedText[]): ComponentReport {
  const words = createWordCompletion();
  for (const { text } of train) words.learn(text);
  const tallies = texts.map(({ text }): Tally => ({
    ...emptyTally,
    characters: Array.from(text).length,
    keys: words.keysFor(text),
  }));
  return {
    component: 'editor',
    saved: keystrokesSaved(sumOf(tallies)),
    savedInterval: intervalOf(tallies),
    bitsPerChar: undefined,
  };
}

/** The same share of each text, up to a line's end, so that about `limit` is left. */
function truncateEvenly(texts: Corpus['heldOut'], limit: number): readonly ReplayedText[] {
  const share = Math.min(1, limit / Math.max(1, totalLength(texts)));
  return texts
    .map(({ path, before, text }) => ({ path, before, text: upToLine(text, Math.ceil(share * text.length)) }))
    .filter(({ text }) => text !== '');
}

function splitIntoPieces(texts: readonly ReplayedText[]): readonly ReplayedText[] {
  if (texts.length >= minPieces) return texts;
  return texts.flatMap(({ path, text, before = '' }) => {
    const pieces: ReplayedText[] = [];
    for (let at = 0; at < text.length;) {
      const piece = upToLine(text.slice(at), pieceLength);
      pieces.push({ path, text: piece, before: (before + text.slice(0, at)).slice(-contextLength) });
      at += piece.length;
    }
    return pieces;
  });
}

function upToLine(text: string, length: number): string {
  const line = text.indexOf('\n', length - 1) + 1;
  return line === 0 ? text : text.slice(0, line);
}

function upTo(texts: Corpus['train'], limit: number): Corpus['train'] {
  let length = 0;
  return texts.filter(({ text }) => (length += text.length) <= limit);
}
