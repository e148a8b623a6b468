// Divides the corpus into what is trained on and what is held out to measure with: a tenth of the files, chosen by a hash
// of their path, so that a file stays on its side from run to run; or, where files are few, or these files are no good sample, the
// last tenth of each. A network that is trained further, or compared with a new one, keeps its way of division: by the other way, it would
// be measured on text that it knows.
import { totalLength } from '../model/trainingText.ts';
import type { SourceText } from './sourceText.ts';

export interface HeldOutText extends SourceText {
  /** The text before it in its file, and is trained on: '' where the whole file is held out. */
  readonly before: string;
}

export type HeldOutBy = 'file' | 'tail';

export interface Split {
  readonly by: HeldOutBy;
  readonly train: readonly SourceText[];
  readonly heldOut: readonly HeldOutText[];
}

const share = 0.1;
const fewFiles = 20;
/** By file only if the held-out share came out near a tenth of the text, and of the text of the most frequent kind. */
const heldOutShare = { least: 0.05, most: 0.15 };
/** A network that was trained by file stays with it while the held-out share of the text is between these. */
const keptShare = { least: 0.02, most: 0.3 };

/** Less text to train on teaches nothing worth suggesting. In characters. */
export const leastToTrainOn = 1000;

/** Minimum length of the text to train on, whatever part of it is held out. */
export const leastCharacters = Math.ceil(leastToTrainOn / (1 - heldOutShare.most));

/** `before`: how the text was divided for the training of the network that is trained further or compared. */
export function splitHeldOut(texts: readonly SourceText[], before?: HeldOutBy): Split {
  const heldOut = texts.filter(({ path }) => isHeldOut(path));
  const canBeByFile =
    before === undefined ? isGoodSample(heldOut, texts) : before === 'file' && isEnough(heldOut, texts);
  if (canBeByFile) {
    const whole = heldOut.map(({ path, text }) => ({ path, text, before: '' }));
    return { by: 'file', train: texts.filter(({ path }) => !isHeldOut(path)), heldOut: whole };
  }
  const parts = texts.map(({ path, text }) => {
    const cut = tailStart(text);
    const before = text.slice(0, cut);
    return { train: { path, text: before }, tail: { path, text: text.slice(cut), before } };
  });
  return {
    by: 'tail',
    train: parts.map(({ train }) => train).filter(({ text }) => text !== ''),
    heldOut: parts.map(({ tail }) => tail).filter(({ text }) => text !== ''),
  };
}

function isGoodSample(heldOut: readonly SourceText[], texts: readonly SourceText[]): boolean {
  const largest = Math.max(0, ...texts.map(({ text }) => text.length));
  if (texts.length < fewFiles || largest > totalLength(texts) / 2) return false;
  const main = mainKind(texts);
  return isShareIn(heldOutShare, heldOut, texts) && isShareIn(heldOutShare, heldOut.filter(main), texts.filter(main));
}

function isEnough(heldOut: readonly SourceText[], texts: readonly SourceText[]): boolean {
  // A character has at most two UTF-16 units.
  const isLeftToTrainOn = totalLength(texts) - totalLength(heldOut) >= 2 * leastToTrainOn;
  return isLeftToTrainOn && isShareIn(keptShare, heldOut, texts);
}

function isShareIn(
  { least, most }: typeof heldOutShare,
  heldOut: readonly SourceText[],
  texts: readonly SourceText[],
): boolean {
  const part = totalLength(heldOut) / totalLength(texts);
  return part >= least && part <= most;
}

/** Whether a file is of the kind, by the ending of its name, that has most of the text. */
function mainKind(texts: readonly SourceText[]): (text: SourceText) => boolean {
  const lengths = new Map<string, number>();
  for (const { path, text } of texts) lengths.set(endingOf(path), (lengths.get(endingOf(path)) ?? 0) + text.length);
  const [[main] = ['']] = [...lengths].sort(([, a], [, b]) => b - a);
  return ({ path }) => endingOf(path) === main;
}

function endingOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')));
}

/** By the path inside the workspace folder: the folder may be called anything. */
export function isHeldOut(path: string): boolean {
  return hash(path.slice(path.indexOf('/') + 1)) / 2 ** 32 < share;
}

/** Where the last tenth begins: at a line if one begins near, else between two characters. */
function tailStart(text: string): number {
  const cut = Math.floor(text.length * (1 - share));
  const line = text.indexOf('\n', cut) + 1;
  if (line > 0 && line < text.length && line - cut <= Math.max(200, text.length * 0.02)) return line;
  const low = text.charCodeAt(cut);
  return low >= 0xdc00 && low <= 0xdfff ? cut + 1 : cut;
}

/** FNV-1a over UTF-16 units, then the finaliser of MurmurHash3, which spreads short strings; 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
