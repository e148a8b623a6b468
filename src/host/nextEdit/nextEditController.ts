// Next edits in the editor: learns rules from the user's edits, finds the next place after each edit, shows it, and goes there, applies
// or refuses it on a key. Nothing is changed without a key, and any change or key cancels a search.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  Selection,
  window,
  workspace,
  type WorkspaceEdit,
  type Event,
  type TextDocument,
} from 'vscode';
import { createNextEdits, type AwaitedChange, type Caret, type Offer } from '../../nextEdit/nextEdits.ts';
import type { Rule } from '../../nextEdit/rules.ts';
import { afterOutcome, parseThresholds, thresholdOf, type Thresholds } from '../../nextEdit/threshold.ts';
import { tokenChanges, type TokenChange } from '../../nextEdit/tokenChanges.ts';
import { setContext } from '../contextKeys.ts';
import { sayBriefly } from '../messages.ts';
import { plainText } from '../plainText.ts';
import { section } from '../setting.ts';
import { awaitedOffer, type AwaitedOffer } from './awaitedOffer.ts';
import { changePlace, changePlaces } from './changePlaces.ts';
import { choosePlaces } from './choosePlaces.ts';
import { isAtPlace, isInView, isTabFree, shownOf, type CurrentOffer } from './currentOffer.ts';
import {
  findOffer,
  isWorth,
  nameOf,
  openText,
  placeOfOldName,
  type FoundOffer,
  type Search,
  type SearchParts,
} from './findOffer.ts';
import { isVisible, OfferDisplay } from './offerDisplay.ts';
import { openOffer } from './openOffer.ts';
import { rename, renamingOf, type Renaming } from './rename.ts';
import { goToOffset } from './showDocument.ts';
import { closeUselessList } from './uselessList.ts';
import { UserEdits, type UserEdit } from './userEdits.ts';

export interface NextEditParts extends SearchParts {
  readonly state: { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> };
  readonly onOutcome: (outcome: 'offered' | 'accepted' | 'refused') => void;
  /** The user has accepted an edit of the document. */
  readonly onChanged: (document: TextDocument) => void;
  /** Tab would accept the ghost text instead of the offer. */
  readonly hideGhostText: () => void;
}

interface MadeEdit {
  readonly document: TextDocument;
  readonly changes: readonly TokenChange[];
  /** No offer is shown earlier: milliseconds, as `performance.now` counts them. */
  readonly endsAt: number;
  /** When its rules were used. */
  readonly learnedMs: number;
}

const storedKey = 'nextEditThresholds';
/** Offers after other edits of the user. */
const mostPassed = 3;
/** Logits by which the language models often lower a place. */
const rankMargin = 0.2;

export class NextEditController implements Disposable {
  private readonly parts: NextEditParts;
  private readonly edits: UserEdits;
  private readonly nextEdits = createNextEdits();
  private readonly display = new OfferDisplay();
  private readonly subscriptions: Disposable;
  private current: CurrentOffer | undefined;
  /** The last rename: until it is complete, the text has the old name, which must not be saved. */
  private renamed: Promise<boolean> | undefined;
  /** The rule of the last offer that was counted, until the user answers it. */
  private counted: string | undefined;
  private readonly changes = new EventEmitter<void>();
  /** What is offered in the document once the user has changed it again. */
  private awaited: AwaitedOffer | undefined;
  /** A rule whose places were offered after other edits of the user, and how often since it was used. */
  private passed = { key: '', usedMs: 0, times: 0 };
  /** Increases with each change: a search that began before is out of date. */
  private generation = 0;

  constructor(parts: NextEditParts) {
    this.parts = parts;
    this.edits = new UserEdits(parts);
    this.subscriptions = Disposable.from(
      this.edits,
      this.display,
      this.changes,
      this.edits.onEdit((edit) => this.learn(edit)),
      this.edits.onChange(() => {
        this.awaited = undefined;
        this.show(undefined);
      }),
      workspace.onWillSaveTextDocument((event) => event.waitUntil(this.renamed ?? Promise.resolve())),
      window.onDidChangeTextEditorSelection(() => this.current && this.redraw()),
      window.onDidChangeTextEditorVisibleRanges(() => this.current && this.redraw()),
      window.onDidChangeVisibleTextEditors(() => this.current && this.redraw()),
      commands.registerCommand(`${section}.acceptNextEdit`, () => this.accept()),
      commands.registerCommand(`${section}.refuseNextEdit`, () => this.refuse()),
      commands.registerCommand(`${section}.changeAllNextEdits`, () => this.changeAll()),
    );
  }

  /** Another offer is shown, or none. */
  readonly onChange: Event<void> = this.changes.event;

  /** The offer that is shown. */
  get shown(): CurrentOffer | undefined {
    return this.current;
  }

  /** Tab renames all places at once: the active editor shows the definition. */
  get isRename(): boolean {
    return this.current?.renaming !== undefined && isInView(this.current);
  }

  /** Tab belongs to the offer, if there is one. Else it indents. */
  get takesTab(): boolean {
    return this.current !== undefined && isTabFree(this.current);
  }

  /** Tab applies the edit at the cursor. */
  get isHere(): boolean {
    return this.current !== undefined && isAtPlace(this.current);
  }

  /** The file of the offer, where the active editor shows another one. */
  get otherFile(): string | undefined {
    const { current } = this;
    return current && current.document !== window.activeTextEditor?.document ? shownOf(current).file : undefined;
  }

  /** What is offered in the document once the user has changed it again. */
  awaitedIn(document: TextDocument): AwaitedChange | undefined {
    return this.awaited?.document === document ? this.awaited : undefined;
  }

  get thresholds(): Thresholds {
    return parseThresholds(this.parts.state.get(storedKey));
  }

  /** Next edits may have been turned off somewhere. */
  reset(): void {
    const document = this.current?.document;
    if (document && !this.parts.isOn(document)) this.show(undefined);
  }

  dispose(): void {
    this.show(undefined);
    this.subscriptions.dispose();
  }

  private learn(event: UserEdit): void {
    const { document } = event;
    if (!this.parts.isOn(document)) return;
    const name = nameOf(document.uri);
    if (event.kind === 'undone') return this.nextEdits.undo(name, event.edit);
    if (event.kind === 'reloaded') {
      this.nextEdits.forget(name);
      return this.show(undefined);
    }
    const { edit } = event;
    const learnedMs = performance.now();
    this.nextEdits.learn(name, edit, event.isContinued ? 'continued' : 'typed', learnedMs);
    const made = { document, changes: tokenChanges(edit), endsAt: event.endsAt, learnedMs };
    void this.search({ document: name, at: edit.newEnd }, made);
  }

  /** `made`: the edit of the user that the search follows. */
  private async search(caret: Caret, made?: MadeEdit): Promise<void> {
    const own = ++this.generation;
    const isOutdated = (): boolean => own !== this.generation;
    const { nextEdits, thresholds, parts } = this;
    const search = { nextEdits, caret, thresholds, isOutdated };
    const renaming = made && this.renamingOf(made, search);
    const likely = await findOffer(search, parts);
    // Who goes on with something else stays in this file.
    const isFollowing =
      !made || likely?.offer.document === caret.document || likely?.offer.rule.usedMs === made.learnedMs;
    const found = likely && isFollowing && !this.endsAfter(made, likely.offer.rule) ? likely : undefined;
    const early = made ? made.endsAt - performance.now() : 0;
    if (early > 0) await sleep(early);
    if (isOutdated()) return;
    if (found) this.offer(found, true);
    // The language server may need longer, for example when it has just started.
    const better = await renaming;
    if (isOutdated()) return;
    if (better && !(found && this.current?.hasArrived)) this.offer(better, !found);
    else if (!found) this.offerNothing(made);
  }

  /** Counts the offers of a rule that follow other edits. The rule ends where the user goes on, and has not answered the last ones. */
  private endsAfter(made: MadeEdit | undefined, { key, usedMs }: Rule): boolean {
    if (!made || made.learnedMs === usedMs) return false;
    const { passed } = this;
    const times = passed.key === key && passed.usedMs === usedMs ? passed.times + 1 : 1;
    this.passed = { key, usedMs, times };
    if (times <= mostPassed) return false;
    this.nextEdits.passOver(key);
    return true;
  }

  private offerNothing(made: MadeEdit | undefined): void {
    this.show(undefined);
    const { thresholds } = this;
    const user = this.parts.userParameters();
    const isLikely = (offer: Offer): boolean =>
      offer.logit >= thresholdOf(thresholds, offer.document) + rankMargin && isWorth(offer, user);
    this.awaited = made && awaitedOffer(made, this.nextEdits, isLikely);
    if (this.awaited) this.changes.fire();
  }

  private offer(found: FoundOffer, isFirst: boolean): void {
    const { key } = found.offer.rule;
    // Each key of the user may lead to the same offer again: one that is not answered counts once.
    if (isFirst && key !== this.counted) this.parts.onOutcome('offered');
    this.counted = key;
    this.parts.hideGhostText();
    this.show({ ...found, hasArrived: false });
    // Tab would accept an entry of the list instead.
    if (window.activeTextEditor) void closeUselessList(window.activeTextEditor);
    this.display.announce(shownOf(this.current!));
  }

  /** Where the edit has changed the name in a definition, and the old name is left somewhere. */
  private async renamingOf({ document, changes }: MadeEdit, search: Search): Promise<FoundOffer | undefined> {
    const [change, ...others] = changes;
    if (!change || others.length > 0) return undefined;
    const { version } = document;
    const renaming = await renamingOf(document, change);
    const offer = renaming && (await placeOfOldName(search, change.old, this.parts));
    return renaming && offer && { offer, document, version, renaming };
  }

  private show(current: CurrentOffer | undefined): void {
    if (!current) this.generation++;
    if (!current && !this.current) return;
    this.current = current;
    this.redraw();
    this.changes.fire();
  }

  private redraw(): void {
    this.display.show(this.current && shownOf(this.current), this.takesTab);
    setContext('nextEdit', this.current !== undefined);
    setContext('nextEditTab', this.takesTab);
  }

  /**
   * Renames, or goes to the place; at the place, applies the change and goes on to the next one. What the active editor does not show
   * is never changed first.
   */
  private async accept(): Promise<void> {
    const { current } = this;
    if (!current) return;
    const { document, version, offer, renaming } = current;
    if (document?.version !== version) return this.show(undefined);
    if (isInView(current)) {
      if (renaming) return this.rename(current, renaming);
      if (document && isAtPlace(current)) return this.apply(document, offer);
    }
    await this.goTo(current);
  }

  private async rename({ offer }: CurrentOffer, renaming: Renaming): Promise<void> {
    this.show(undefined);
    const { document } = renaming;
    const change = (edit: WorkspaceEdit): Thenable<boolean> =>
      this.edits.whileApplying(document, () => workspace.applyEdit(edit));
    const renamed = rename(renaming, change);
    this.renamed = renamed;
    if (await renamed) this.report(offer, 'accepted');
    else {
      sayBriefly(l10n.t('The editor finds {0} nowhere else.', plainText(renaming.old)));
      // The places are offered one by one.
      await this.search({ document: nameOf(document.uri), at: renaming.start + renaming.new.length });
    }
  }

  private async goTo(current: CurrentOffer): Promise<void> {
    const arrived = await openOffer(current, this.nextEdits, this.parts.isOn);
    // A file that cannot be opened, or has no such place any more.
    if (!arrived || !(await goToOffset(arrived.document, shownOf(arrived)))) return this.show(undefined);
    this.show({ ...arrived, hasArrived: true });
  }

  private async apply(document: TextDocument, offer: Offer): Promise<void> {
    const editor = window.activeTextEditor!;
    const edit = await changePlace(document, offer, (change) => this.edits.whileApplying(document, change));
    if (!edit) return this.refuse();
    this.report(offer, 'accepted');
    const name = nameOf(document.uri);
    this.nextEdits.learn(name, edit, 'accepted', performance.now());
    const end = document.positionAt(edit.newEnd);
    editor.selection = new Selection(end, end);
    await this.search({ document: name, at: edit.newEnd });
    const next = this.current;
    if (next?.document === document && isVisible(editor, shownOf(next))) await this.goTo(next);
  }

  private refuse(): void {
    if (!this.current) return;
    const { offer } = this.current;
    this.report(offer, 'refused');
    this.nextEdits.refuse(offer.rule.key);
    this.show(undefined);
  }

  private report(offer: Offer, outcome: 'accepted' | 'refused'): void {
    this.parts.onOutcome(outcome);
    this.counted = undefined;
    void this.parts.state.update(storedKey, afterOutcome(this.thresholds, offer.document, outcome === 'accepted'));
  }

  /** The user chooses among all likely places of the rule in the file of the offer. They are changed in one undo step. */
  private async changeAll(): Promise<void> {
    const { current } = this;
    const { document, offer } = (current && (await openOffer(current, this.nextEdits, this.parts.isOn))) ?? {};
    if (!document || !offer) return this.show(undefined);
    const text = openText(document);
    const places = this.nextEdits.placesOf(offer.rule, text, { document: text.name, at: offer.start });
    const least = thresholdOf(this.thresholds, text.name);
    const { version } = document;
    const likely = places.filter(({ logit }) => logit >= least).sort((a, b) => a.start - b.start);
    const chosen = await choosePlaces(document, likely);
    if (!chosen || document.version !== version) return;
    this.show(undefined);
    await this.edits.whileApplying(document, () => changePlaces(document, chosen));
    for (const place of chosen) this.report(place, 'accepted');
  }
}
