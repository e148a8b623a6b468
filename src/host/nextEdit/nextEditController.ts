// Next edits in the editor: learns rules from the user's edits, finds the next place after each edit, shows it, and goes there, applies
// or refuses it on a key. Nothing is changed without a key, and any change or key cancels a search.
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
import { createNextEdits, type AwaitedChange, type Offer } from '../../nextEdit/nextEdits.ts';
import { thresholdOf, type Thresholds } from '../../nextEdit/threshold.ts';
import { tokenChanges } from '../../nextEdit/tokenChanges.ts';
import { setContext } from '../contextKeys.ts';
import { sayBriefly } from '../messages.ts';
import { plainText } from '../plainText.ts';
import { section } from '../setting.ts';
import { awaitedOffer, type AwaitedOffer } from './awaitedOffer.ts';
import { changePlace, changePlaces } from './changePlaces.ts';
import { choosePlaces } from './choosePlaces.ts';
import { isAtPlace, isInView, isTabFree, shownOf, type CurrentOffer } from './currentOffer.ts';
import { isWorth, nameOf, openText, type FoundOffer, type SearchParts } from './findOffer.ts';
import { isVisible, OfferDisplay } from './offerDisplay.ts';
import { OfferOutcomes, type OutcomeParts } from './offerOutcomes.ts';
import { OfferSearch, type MadeEdit } from './offerSearch.ts';
import { openOffer } from './openOffer.ts';
import { rename, type Renaming } from './rename.ts';
import { goToOffset } from './showDocument.ts';
import { closeUselessList } from './uselessList.ts';
import { UserEdits, type UserEdit } from './userEdits.ts';

export interface NextEditParts extends SearchParts, OutcomeParts {
  /** The user has accepted an edit of the document. */
  readonly onChanged: (document: TextDocument) => void;
  /** Tab would accept the ghost text instead of the offer. */
  readonly hideGhostText: () => void;
}

/** Logits by which the language models often lower a place. */
const rankMargin = 0.2;

export class NextEditController implements Disposable {
  private readonly parts: NextEditParts;
  private readonly edits: UserEdits;
  private readonly nextEdits = createNextEdits();
  private readonly search: OfferSearch;
  private readonly display = new OfferDisplay();
  private readonly outcomes: OfferOutcomes;
  private readonly subscriptions: Disposable;
  private current: CurrentOffer | undefined;
  /** The last rename: until it is complete, the text has the old name, which must not be saved. */
  private renamed: Promise<boolean> | undefined;
  private readonly changes = new EventEmitter<void>();
  /** Whether the next place is sought after an accepted one: who presses the key again means that one, and not to indent. */
  private isGoingOn = false;
  /** What is offered in the document once the user has changed it again. */
  private awaited: AwaitedOffer | undefined;

  constructor(parts: NextEditParts) {
    this.parts = parts;
    this.edits = new UserEdits(parts);
    this.outcomes = new OfferOutcomes(parts);
    this.search = new OfferSearch({
      nextEdits: this.nextEdits,
      search: parts,
      thresholds: () => this.thresholds,
      onOffer: (found, isFirst) => this.offer(found, isFirst),
      onNothing: (made) => this.offerNothing(made),
      hasArrived: () => this.current?.hasArrived === true,
    });
    this.subscriptions = Disposable.from(
      this.edits,
      this.display,
      this.outcomes,
      this.changes,
      this.edits.onEdit((edit) => this.learn(edit)),
      this.edits.onChange(() => {
        this.awaited = undefined;
        this.isGoingOn &&= this.edits.isApplying;
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
    const { awaited } = this;
    return awaited?.document === document && performance.now() < awaited.endMs ? awaited : undefined;
  }

  get thresholds(): Thresholds {
    return this.outcomes.thresholds;
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
    if (event.kind === 'undone') {
      if (this.nextEdits.undo(name, event.edit, event.text)) this.awaitChange({ document });
      return;
    }
    if (event.kind === 'reloaded') {
      this.nextEdits.forget(name);
      return this.show(undefined);
    }
    const { edit } = event;
    const learnedMs = performance.now();
    this.nextEdits.learn(name, edit, event.isContinued ? 'continued' : 'typed', learnedMs);
    const made = { document, changes: tokenChanges(edit), endsAt: event.endsAt, learnedMs };
    void this.search.start({ document: name, at: edit.newEnd }, made);
  }

  private offerNothing(made: MadeEdit | undefined): void {
    this.show(undefined);
    this.awaitChange(made);
  }

  private awaitChange(made: Parameters<typeof awaitedOffer>[0] | undefined): void {
    const { thresholds } = this;
    const user = this.parts.userParameters();
    const isLikely = (offer: Offer): boolean =>
      offer.logit >= thresholdOf(thresholds, offer.document) + rankMargin && isWorth(offer, user);
    this.awaited = made && awaitedOffer(made, this.nextEdits, isLikely);
    if (this.awaited) this.changes.fire();
  }

  private offer(found: FoundOffer, isFirst: boolean): void {
    this.outcomes.offered(found.offer, isFirst);
    this.parts.hideGhostText();
    this.show({ ...found, hasArrived: false });
    // Tab would accept an entry of the list instead.
    if (window.activeTextEditor) void closeUselessList(window.activeTextEditor);
    this.display.announce(shownOf(this.current!));
  }

  private show(current: CurrentOffer | undefined): void {
    if (!current) this.search.end();
    if (!current && !this.current) return;
    this.current = current;
    this.redraw();
    this.changes.fire();
  }

  private redraw(): void {
    this.display.show(this.current && shownOf(this.current), this.takesTab);
    // A command that is not enabled has no key.
    setContext('nextEdit', this.current !== undefined || this.isGoingOn);
    setContext('nextEditTab', this.takesTab || this.isGoingOn);
  }

  /**
   * Renames, or goes to the place; at the place, applies the change and goes on to the next one. What the active editor does not show
   * is never changed first.
   */
  private async accept(): Promise<void> {
    const { current } = this;
    if (!current || this.isGoingOn) return;
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
    const { document, start, old, new: changed } = renaming;
    const text = document.getText();
    const before = text.slice(0, start) + old + text.slice(start + changed.length);
    const change = (edit: WorkspaceEdit): Thenable<boolean> =>
      this.edits.whileApplying(document, () => workspace.applyEdit(edit));
    const renamed = rename(renaming, change);
    this.renamed = renamed;
    if (await renamed) this.outcomes.accepted({ document, before, offers: [offer] });
    else {
      sayBriefly(l10n.t('The editor finds {0} nowhere else.', plainText(old)));
      // The places are offered one by one.
      await this.search.start({ document: nameOf(document.uri), at: start + changed.length });
    }
  }

  private async goTo(current: CurrentOffer): Promise<void> {
    const arrived = await openOffer(current, this.nextEdits, this.parts.isOn);
    // A file that cannot be opened, or has no such place any more.
    if (!arrived || !(await goToOffset(arrived.document, arrived.offer.start))) return this.show(undefined);
    this.show({ ...arrived, hasArrived: true });
  }

  private async apply(document: TextDocument, offer: Offer): Promise<void> {
    const editor = window.activeTextEditor!;
    this.isGoingOn = true;
    try {
      const edit = await changePlace(document, offer, (change) => this.edits.whileApplying(document, change));
      if (!edit) return this.refuse();
      this.outcomes.accepted({ document, before: edit.before, offers: [offer] });
      const name = nameOf(document.uri);
      this.nextEdits.learn(name, edit, 'accepted', performance.now());
      const end = document.positionAt(edit.newEnd);
      editor.selection = new Selection(end, end);
      await this.search.start({ document: name, at: edit.newEnd });
    } finally {
      this.isGoingOn = false;
      this.redraw();
    }
    const next = this.current;
    if (next?.document === document && isVisible(editor, shownOf(next))) await this.goTo(next);
  }

  private refuse(): void {
    if (!this.current) return;
    const { offer } = this.current;
    this.outcomes.refused(offer);
    this.nextEdits.refuse(offer.rule.key);
    this.show(undefined);
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
    // The list has offered the other places, too.
    this.outcomes.offeredMore(likely.length - 1);
    const before = document.getText();
    await this.edits.whileApplying(document, () => changePlaces(document, chosen));
    this.outcomes.accepted({ document, before, offers: chosen });
  }
}
