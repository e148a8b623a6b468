// Finds the next edit to offer: the most likely place in the open documents, or else in learned files that are not open. The language
// models rank the places, and an offer with a secret is not made. Runs in slices, so that keys are handled meanwhile.
import { setImmediate } from 'node:timers/promises';
import { Uri, type TextDocument } from 'vscode';
import { isWorthOffering, keysByHand } from '../../nextEdit/netSeconds.ts';
import { chooseOffer } from '../../nextEdit/chooseOffer.ts';
import type { Caret, DocumentText, NextEdits, Offer } from '../../nextEdit/nextEdits.ts';
import { changedLineOf, mostRanked, rankedBy } from '../../nextEdit/savedBits.ts';
import type { Thresholds } from '../../nextEdit/threshold.ts';
import type { MaskTypedText } from '../../masker/typedText.ts';
import type { ChangedLine, UserParameters } from '../../protocol/predictor.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';
import { closedFilesWith } from './closedFiles.ts';
import { isLarge } from './largeDocument.ts';
import { openDocuments } from './openDocuments.ts';
import type { Renaming } from './rename.ts';

export interface SearchParts {
  /** Whether next edits are on in a document. Other documents are never read. */
  readonly isOn: (document: TextDocument) => boolean;
  readonly userParameters: () => UserParameters | undefined;
  /** Bits per character that each change saves. Undefined: no model has time. */
  readonly savedBits: (lines: readonly ChangedLine[]) => Promise<readonly number[] | undefined>;
  readonly mask: MaskTypedText;
  /** Paths of the learned files in the corpus. */
  readonly learnedPaths: () => Iterable<string>;
}

export interface Search {
  readonly nextEdits: NextEdits;
  readonly caret: Caret;
  readonly thresholds: Thresholds;
  readonly isOutdated: () => boolean;
  /** When the user made the edit that it follows. Undefined: it follows an offer that was accepted. */
  readonly madeMs: number | undefined;
}

export interface FoundOffer {
  readonly offer: Offer;
  /** Undefined: the file is not open. */
  readonly document: TextDocument | undefined;
  /** The version of the document when its text was searched. */
  readonly version: number | undefined;
  /** Instead of the change at the place: the language server renames all of them. */
  readonly renaming?: Renaming;
}

/** Milliseconds for the models to rank the places. */
const rankMs = 30;

/** Undefined: no place is likely enough, or the search is out of date. */
export async function findOffer(search: Search, parts: SearchParts): Promise<FoundOffer | undefined> {
  if (search.nextEdits.rules.length === 0) return undefined;
  const open = new Map(searchedDocuments(parts).map((document) => [nameOf(document.uri), document]));
  const versions = new Map([...open].map(([name, { version }]) => [name, version]));
  const texts = [...open.values()].map(openText);
  const offer = (await likelyOffer(search, texts, parts)) ?? (await offerInClosedFiles(search, parts));
  return offer && { offer, document: open.get(offer.document), version: versions.get(offer.document) };
}

function searchedDocuments({ isOn }: SearchParts): readonly TextDocument[] {
  return openDocuments().filter((document) => !isLarge(document) && isOn(document));
}

async function offerInClosedFiles(search: Search, parts: SearchParts): Promise<Offer | undefined> {
  return likelyOffer(search, await closedTexts(search, search.nextEdits.soughtWords(performance.now()), parts), parts);
}

async function closedTexts(
  { caret, isOutdated }: Search,
  words: readonly string[],
  { learnedPaths }: SearchParts,
): Promise<DocumentText[]> {
  const near = pathOf(Uri.parse(caret.document));
  const files = await closedFilesWith({ words, paths: learnedPaths(), near, isOutdated });
  return files.map(({ uri, text }) => ({ name: nameOf(uri), text, isOpen: false }));
}

/** A place with the name that the last edit has changed, however likely: in the open documents, or else in learned files. */
export async function placeOfOldName(search: Search, old: string, parts: SearchParts): Promise<Offer | undefined> {
  const { nextEdits, caret } = search;
  const [rule] = nextEdits.rules;
  const placeIn = (text: DocumentText): Offer[] =>
    rule ? nextEdits.placesOf(rule, text, caret).filter((place) => place.old === old) : [];
  const open = searchedDocuments(parts).map(openText);
  return open.flatMap(placeIn)[0] ?? (await closedTexts(search, [old], parts)).flatMap(placeIn)[0];
}

async function likelyOffer(
  { nextEdits, caret, thresholds, isOutdated, madeMs }: Search,
  texts: readonly DocumentText[],
  parts: SearchParts,
): Promise<Offer | undefined> {
  const steps = nextEdits.find(texts, caret, performance.now(), madeMs);
  let step = steps.next();
  while (!step.done) {
    await setImmediate();
    if (isOutdated()) return undefined;
    step = steps.next();
  }
  const textOf = new Map(texts.map(({ name, text }) => [name, text]));
  const lineOf = (offer: Offer): ChangedLine => changedLineOf(offer, textOf.get(offer.document)!);
  const saved = await savedWithinTime(step.value.slice(0, mostRanked).map(lineOf), parts);
  const offer = chooseOffer(rankedBy(step.value, saved), caret, thresholds);
  if (isOutdated() || !offer || !isWorth(offer, parts.userParameters())) return undefined;
  return (await hasSecret(lineOf(offer), parts.mask)) ? undefined : offer;
}

async function savedWithinTime(lines: readonly ChangedLine[], { savedBits }: SearchParts): Promise<readonly number[]> {
  if (lines.length === 0) return [];
  const timeout = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), rankMs));
  return (await Promise.race([savedBits(lines), timeout])) ?? [];
}

/** Whether the offer saves the user time, if they are known. */
export function isWorth({ old, new: changed, logit }: Offer, user: UserParameters | undefined): boolean {
  const shown = { shown: old.length + changed.length, keys: keysByHand(old, changed) };
  return isWorthOffering(shown, 1 / (1 + Math.exp(-logit)), user);
}

/** Whether the line has one before or after the change. What cannot be masked counts as a secret. */
async function hasSecret({ document, before, old, new: changed }: ChangedLine, mask: MaskTypedText): Promise<boolean> {
  const path = pathOf(Uri.parse(document));
  const isMasked = async (line: string): Promise<boolean> => {
    const masked = await mask({ path, before: before + line, after: '', length: line.length });
    return masked?.endsWith(line) !== true;
  };
  return (await Promise.all([old, changed].map(isMasked))).includes(true);
}

export function openText(document: TextDocument): DocumentText {
  return { name: nameOf(document.uri), text: document.getText(), isOpen: true };
}

/** One name for each document, also for the cells of a notebook. */
export function nameOf(uri: Uri): string {
  return uri.toString();
}
