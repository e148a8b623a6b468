// The search for the next place after an edit of the user: by the rules that were learned, and for a changed name by the language server.
import { setTimeout as sleep } from 'node:timers/promises';
import type { TextDocument } from 'vscode';
import type { Caret, NextEdits } from '../../nextEdit/nextEdits.ts';
import type { Rule } from '../../nextEdit/rules.ts';
import type { Thresholds } from '../../nextEdit/threshold.ts';
import type { TokenChange } from '../../nextEdit/tokenChanges.ts';
import { findOffer, placeOfOldName, type FoundOffer, type Search, type SearchParts } from './findOffer.ts';
import { renamingOf } from './rename.ts';

export interface MadeEdit {
  readonly document: TextDocument;
  readonly changes: readonly TokenChange[];
  /** No offer is shown earlier: milliseconds, as `performance.now` counts them. */
  readonly endsAt: number;
  /** When its rules were used. */
  readonly learnedMs: number;
}

export interface OfferSearchParts {
  readonly nextEdits: NextEdits;
  readonly search: SearchParts;
  readonly thresholds: () => Thresholds;
  /** `isFirst`: the edit has led to no other offer yet. */
  readonly onOffer: (found: FoundOffer, isFirst: boolean) => void;
  readonly onNothing: (made: MadeEdit | undefined) => void;
  /** The user has gone to the place of the offer: it stays. */
  readonly hasArrived: () => boolean;
}

/** Offers after other edits of the user. */
const mostPassed = 3;

export class OfferSearch {
  private readonly parts: OfferSearchParts;
  /** A rule whose places were offered after other edits of the user, and how often since it was used. */
  private passed = { key: '', usedMs: 0, times: 0 };
  /** Increases with each change: a search that began before is out of date. */
  private generation = 0;

  constructor(parts: OfferSearchParts) {
    this.parts = parts;
  }

  /** Ends the search before. `made`: the edit of the user that the search follows. */
  async start(caret: Caret, made?: MadeEdit): Promise<void> {
    const own = ++this.generation;
    const isOutdated = (): boolean => own !== this.generation;
    const { nextEdits, thresholds, search: searchParts, onOffer, onNothing, hasArrived } = this.parts;
    const search = { nextEdits, caret, thresholds: thresholds(), isOutdated, madeMs: made?.learnedMs };
    const renaming = made && offerOfRename(made, search, searchParts);
    const likely = await findOffer(search, searchParts);
    const found = likely && !this.endsAfter(made, likely.offer.rule) ? likely : undefined;
    const early = made ? made.endsAt - performance.now() : 0;
    if (early > 0) await sleep(early);
    if (isOutdated()) return;
    if (found) onOffer(found, true);
    // The language server may need longer, for example when it has just started.
    const better = await renaming;
    if (isOutdated()) return;
    if (better && !(found && hasArrived())) onOffer(better, !found);
    else if (!found) onNothing(made);
  }

  /** Its result is out of date. */
  end(): void {
    this.generation++;
  }

  /** Counts the offers of a rule that follow other edits. The rule ends where the user goes on, and has not answered the last ones. */
  private endsAfter(made: MadeEdit | undefined, { key, usedMs }: Rule): boolean {
    if (!made || made.learnedMs === usedMs) return false;
    const { passed } = this;
    const times = passed.key === key && passed.usedMs === usedMs ? passed.times + 1 : 1;
    this.passed = { key, usedMs, times };
    if (times <= mostPassed) return false;
    this.parts.nextEdits.passOver(key);
    return true;
  }
}

/** Where the edit has changed the name in a definition, and the old name is left somewhere. */
async function offerOfRename(
  { document, changes }: MadeEdit,
  search: Search,
  parts: SearchParts,
): Promise<FoundOffer | undefined> {
  const [change, ...others] = changes;
  if (!change || others.length > 0) return undefined;
  const { version } = document;
  const renaming = await renamingOf(document, change);
  const offer = renaming && (await placeOfOldName(search, change.old, parts));
  return renaming && offer && { offer, document, version, renaming };
}
