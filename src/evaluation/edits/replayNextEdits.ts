// Replays a history for next edits: a simulated user makes the edits of each commit, accepts every offer that is one of the edits still
// to be made, and refuses the others. The rules are those of the editor.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { SourceText } from '../../corpus/sourceText.ts';
import { chooseOffer } from '../../nextEdit/chooseOffer.ts';
import {
  createNextEdits,
  type Caret,
  type DocumentText,
  type NextEdits,
  type Offer,
} from '../../nextEdit/nextEdits.ts';
import { keysByHand, type ShownOffer } from '../../nextEdit/netSeconds.ts';
import { afterOutcome, initialThresholds, type Thresholds } from '../../nextEdit/threshold.ts';
import { createWordFilters } from '../../nextEdit/wordFilters.ts';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunks.ts';
import { runToEnd } from '../../model/work.ts';
import { openPendingFile, type PendingEdit, type PendingFile } from './pendingEdits.ts';
import { textsOf } from './stratum.ts';

/** file: from top to bottom, file by file. shuffled: in random order. */
export type EditOrder = 'file' | 'shuffled';

export interface HistoryEntry {
  readonly edit: Edit;
  readonly hunks: readonly Hunk[];
}

export interface OfferOutcome extends ShownOffer {
  readonly isRight: boolean;
  /** That it is right, before the user decides. */
  readonly probability: number;
}

/** What happened in one commit. */
export interface CommitOutcome {
  /** Code points. */
  readonly typed: number;
  /** Edits that the user made without an offer. */
  readonly madeEdits: number;
  readonly offers: readonly OfferOutcome[];
}

/** Milliseconds of the simulated user per character and to move to the next edit, for the life of the rules. */
const msPerCharacter = 200;
const msToMove = 1000;

/** Looks at the best offers with the language models: changes their logits. */
export type RankOffers = (offers: readonly Offer[], textOf: (document: string) => string) => readonly Offer[];

/** Yields the outcome of each commit. `base`: the files before the first commit. */
export function* replayNextEdits(
  base: readonly SourceText[],
  history: readonly HistoryEntry[],
  order: EditOrder,
  rank: RankOffers = (offers) => offers,
): Generator<CommitOutcome, void> {
  const random = xoroshiro128plus(1);
  const closed = closedFiles(base);
  let thresholds = initialThresholds;
  for (const entries of byCommit(history)) {
    const files = new Map<string, PendingFile>();
    for (const { edit, hunks } of entries) {
      const { before, after } = textsOf(edit);
      files.set(edit.path, openPendingFile(before, after, hunks));
      closed.set(edit.path, before);
    }
    const newFiles = new Set(entries.flatMap(({ edit }) => (edit.before === null ? [edit.path] : [])));
    const nextEdits = createNextEdits();
    const offers: OfferOutcome[] = [];
    let [typed, madeEdits, nowMs] = [0, 0, 0];
    for (;;) {
      const next = nextEditOf(files, order, (count) => uniformInt(random, 0, count - 1));
      if (!next) break;
      const { path, file, edit } = next;
      const made = file.make(edit);
      typed += Array.from(edit.inserted).length;
      madeEdits++;
      nowMs += msToMove + edit.inserted.length * msPerCharacter;
      closed.delete(path);
      if (newFiles.has(path)) continue;
      nextEdits.learn(path, made, 'typed', nowMs);
      let caret: Caret = { document: path, at: made.newEnd };
      let madeMs: number | undefined = nowMs;
      for (;;) {
        const offer = findOffer(nextEdits, { files, closed, caret, nowMs, madeMs, thresholds, rank });
        if (!offer) break;
        const target = files.get(offer.document);
        const isRight = target !== undefined && !newFiles.has(offer.document) && target.isWanted(offer);
        thresholds = afterOutcome(thresholds, offer.document, isRight);
        offers.push(outcomeOf(offer, isRight));
        if (!isRight) {
          nextEdits.refuse(offer.rule.key);
          break;
        }
        const accepted = target.accept(offer);
        closed.delete(offer.document);
        nowMs += msToMove;
        nextEdits.learn(offer.document, accepted, 'accepted', nowMs);
        caret = { document: offer.document, at: accepted.newEnd };
        madeMs = undefined;
      }
    }
    for (const [path, { text }] of files) closed.set(path, text);
    yield { typed, madeEdits, offers };
  }
}

interface Search {
  readonly files: ReadonlyMap<string, PendingFile>;
  readonly closed: ClosedFiles;
  readonly caret: Caret;
  readonly nowMs: number;
  /** When the user made the edit that it follows. Undefined: it follows an offer that was accepted. */
  readonly madeMs: number | undefined;
  readonly thresholds: Thresholds;
  readonly rank: RankOffers;
}

/** Looks into files that are not open only if there is no offer in the others. */
function findOffer(nextEdits: NextEdits, search: Search): Offer | undefined {
  const { files, closed, caret, nowMs, madeMs, thresholds, rank } = search;
  if (nextEdits.rules.length === 0) return undefined;
  const textOf = (path: string): string => closed.textOf(path) ?? files.get(path)!.text;
  const choose = (documents: readonly DocumentText[]): Offer | undefined => {
    const found = runToEnd(nextEdits.find(documents, caret, nowMs, madeMs));
    return chooseOffer(rank(found, textOf), caret, thresholds);
  };
  const open = [...files].filter(([path]) => closed.textOf(path) === undefined);
  return (
    choose(open.map(([name, { text }]) => ({ name, text, isOpen: true }))) ??
    choose(closed.with(nextEdits.soughtWords(nowMs)))
  );
}

/** The file and the edit that the user makes next. */
function nextEditOf(
  files: ReadonlyMap<string, PendingFile>,
  order: EditOrder,
  draw: (count: number) => number,
): { readonly path: string; readonly file: PendingFile; readonly edit: PendingEdit } | undefined {
  const left = [...files].filter(([, { pending }]) => pending.length > 0);
  if (left.length === 0) return undefined;
  const [path, file] = left[order === 'file' ? 0 : draw(left.length)]!;
  return { path, file, edit: file.pending[order === 'file' ? 0 : draw(file.pending.length)]! };
}

/** Files of the workspace that are not open. */
interface ClosedFiles {
  textOf(path: string): string | undefined;
  set(path: string, text: string): void;
  delete(path: string): void;
  /** Those that may contain one of the words. */
  with(words: readonly string[]): readonly DocumentText[];
}

function closedFiles(base: readonly SourceText[]): ClosedFiles {
  const texts = new Map<string, string>();
  const filters = createWordFilters();
  const set = (path: string, text: string): void => {
    if (texts.get(path) === text) return;
    texts.set(path, text);
    filters.set(path, text);
  };
  for (const { path, text } of base) set(path, text);
  return {
    textOf: (path) => texts.get(path),
    set,
    delete: (path) => {
      texts.delete(path);
      filters.delete(path);
    },
    with: (words) =>
      words.length === 0
        ? []
        : filters.documentsWith(words).map((name) => ({ name, text: texts.get(name)!, isOpen: false })),
  };
}

function byCommit(history: readonly HistoryEntry[]): HistoryEntry[][] {
  const commits: HistoryEntry[][] = [];
  for (const entry of history) {
    const last = commits.at(-1);
    if (last?.[0]!.edit.commit === entry.edit.commit) last.push(entry);
    else commits.push([entry]);
  }
  return commits;
}

function outcomeOf({ old, new: changed, logit }: Offer, isRight: boolean): OfferOutcome {
  return {
    isRight,
    probability: 1 / (1 + Math.exp(-logit)),
    shown: old.length + changed.length,
    keys: keysByHand(old, changed),
  };
}
