// Next edits in the editor: learns rules from the user's edits, finds the next place in the open documents after each edit, shows it, and
// goes there, applies or refuses it on a key. Nothing is changed without a key, and any change or key cancels a search.
import { setImmediate } from 'node:timers/promises';
import {
  commands,
  Disposable,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  window,
  workspace,
  WorkspaceEdit,
  type Memento,
  type TextDocument,
} from 'vscode';
import type { UserParameters } from '../../completion/decide/worth.ts';
import { isWorthOffering, keysByHand } from '../../nextEdit/netSeconds.ts';
import { chooseOffer, createNextEdits, type Caret, type Offer } from '../../nextEdit/nextEdits.ts';
import { afterOutcome, parseThresholds, thresholdOf } from '../../nextEdit/threshold.ts';
import { section } from '../setting.ts';
import { isVisible, OfferDisplay, type ShownOffer } from './offerDisplay.ts';
import { UserEdits, type UserEdit } from './userEdits.ts';

export interface NextEditParts {
  readonly state: Memento;
  /** Whether next edits are on in a document. Other documents are never read. */
  readonly isOn: (document: TextDocument) => boolean;
  readonly userParameters: () => UserParameters | undefined;
  readonly onOutcome: (outcome: 'offered' | 'accepted' | 'refused') => void;
}

interface CurrentOffer {
  readonly offer: Offer;
  readonly document: TextDocument;
  /** Of the document when the place was found. */
  readonly version: number;
  /** The key has put the cursor there. */
  readonly hasArrived: boolean;
}

const storedKey = 'nextEditThresholds';

export class NextEditController implements Disposable {
  private readonly parts: NextEditParts;
  private readonly edits: UserEdits;
  private readonly nextEdits = createNextEdits();
  private readonly display = new OfferDisplay();
  private readonly subscriptions: Disposable;
  private current: CurrentOffer | undefined;
  /** Increases with each change: a search that began before is out of date. */
  private generation = 0;

  constructor(parts: NextEditParts) {
    this.parts = parts;
    this.edits = new UserEdits(parts.isOn);
    this.subscriptions = Disposable.from(
      this.edits,
      this.display,
      this.edits.onEdit((edit) => this.learn(edit)),
      this.edits.onChange(() => this.show(undefined)),
      window.onDidChangeTextEditorSelection(() => this.redraw()),
      window.onDidChangeTextEditorVisibleRanges(() => this.redraw()),
      window.onDidChangeVisibleTextEditors(() => this.redraw()),
      commands.registerCommand(`${section}.acceptNextEdit`, () => this.accept()),
      commands.registerCommand(`${section}.refuseNextEdit`, () => this.refuse()),
      commands.registerCommand(`${section}.previewNextEdits`, () => this.previewAll()),
    );
  }

  /** The offer that is shown, for tests and for its explanation. */
  get offer(): Offer | undefined {
    return this.current?.offer;
  }

  /** Next edits may have been turned off somewhere. */
  reset(): void {
    this.show(undefined);
  }

  dispose(): void {
    this.show(undefined);
    this.subscriptions.dispose();
  }

  private learn(event: UserEdit): void {
    const { document, kind, edit } = event;
    if (!this.parts.isOn(document)) return;
    const name = nameOf(document);
    if (kind === 'undone') return this.nextEdits.undo(name, edit);
    this.nextEdits.learn(name, edit, event.isContinued ? 'continued' : 'typed', Date.now());
    void this.search({ document: name, at: edit.newEnd });
  }

  /** In slices, so that keys are handled meanwhile. */
  private async search(caret: Caret): Promise<void> {
    const own = ++this.generation;
    const documents = new Map(
      workspace.textDocuments.filter((document) => this.parts.isOn(document)).map((each) => [nameOf(each), each]),
    );
    const versions = new Map([...documents].map(([name, { version }]) => [name, version]));
    const texts = [...documents].map(([name, document]) => ({ name, text: document.getText(), isOpen: true }));
    const search = this.nextEdits.find(texts, caret, Date.now());
    for (;;) {
      const { done, value } = search.next();
      if (own !== this.generation) return;
      if (!done) {
        await setImmediate();
        continue;
      }
      const offer = chooseOffer(value, caret, this.thresholds);
      const document = offer && documents.get(offer.document);
      if (!offer || !document || !this.isWorth(offer)) return this.show(undefined);
      this.parts.onOutcome('offered');
      this.show({ offer, document, version: versions.get(offer.document)!, hasArrived: false });
      this.display.announce(shownOf(this.current!));
      return;
    }
  }

  private get thresholds() {
    return parseThresholds(this.parts.state.get<unknown>(storedKey));
  }

  private isWorth({ old, new: changed, logit }: Offer): boolean {
    const shown = { shown: old.length + changed.length, keys: keysByHand(old, changed) };
    return isWorthOffering(shown, 1 / (1 + Math.exp(-logit)), this.parts.userParameters());
  }

  private show(current: CurrentOffer | undefined): void {
    if (!current) this.generation++;
    this.current = current;
    this.redraw();
  }

  private redraw(): void {
    this.display.show(this.current && shownOf(this.current));
    void commands.executeCommand('setContext', `${section}.nextEdit`, this.current !== undefined);
    void commands.executeCommand(
      'setContext',
      `${section}.nextEditTab`,
      this.current !== undefined && this.isTabFree(),
    );
  }

  /** In the indentation of a line Tab indents, unless the key has put the cursor there. */
  private isTabFree(): boolean {
    const editor = window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return false;
    if (this.isAtPlace()) return true;
    const { active } = editor.selection;
    return editor.document.lineAt(active.line).text.slice(0, active.character).trim() !== '';
  }

  private isAtPlace(): boolean {
    const { current } = this;
    const editor = window.activeTextEditor;
    if (!current?.hasArrived || editor?.document !== current.document) return false;
    return current.document.offsetAt(editor.selection.active) === current.offer.start;
  }

  /** Goes to the place; at the place, applies the change and goes on to the next one. */
  private async accept(): Promise<void> {
    const { current } = this;
    if (!current) return;
    if (current.document.version !== current.version) return this.show(undefined);
    if (this.isAtPlace()) return this.apply(current);
    await this.goTo(current);
  }

  private async goTo(current: CurrentOffer): Promise<void> {
    const { document, offer } = current;
    const editor = await window.showTextDocument(document);
    const position = document.positionAt(offer.start);
    editor.selection = new Selection(position, position);
    const range = new Range(position, document.positionAt(offer.end));
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    this.show({ ...current, hasArrived: true });
  }

  private async apply({ document, offer }: CurrentOffer): Promise<void> {
    const editor = window.activeTextEditor!;
    const range = new Range(document.positionAt(offer.start), document.positionAt(offer.end));
    const before = document.getText();
    const isApplied =
      document.getText(range) === offer.old &&
      (await this.edits.whileApplying(document, () => editor.edit((builder) => builder.replace(range, offer.new))));
    // A document that is read-only refuses the change.
    if (!isApplied) return this.refuse();
    this.report(offer, 'accepted');
    const newEnd = offer.start + offer.new.length;
    const edit = { before, after: document.getText(), start: offer.start, oldEnd: offer.end, newEnd };
    this.nextEdits.learn(nameOf(document), edit, 'accepted', Date.now());
    const end = document.positionAt(newEnd);
    editor.selection = new Selection(end, end);
    await this.search({ document: nameOf(document), at: newEnd });
    const next = this.current;
    if (next && next.document === document && isVisible(editor, shownOf(next))) await this.goTo(next);
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
    void this.parts.state.update(storedKey, afterOutcome(this.thresholds, offer.document, outcome === 'accepted'));
  }

  /** All likely places of the rule in the document of the offer, in the editor's preview of refactorings. */
  private async previewAll(): Promise<void> {
    if (!this.current) return;
    const { document, offer } = this.current;
    const text = { name: nameOf(document), text: document.getText(), isOpen: true };
    const places = this.nextEdits.placesOf(offer.rule, text, { document: text.name, at: offer.start });
    const least = thresholdOf(this.thresholds, text.name);
    const edit = new WorkspaceEdit();
    for (const place of places.filter(({ logit }) => logit >= least)) {
      const range = new Range(document.positionAt(place.start), document.positionAt(place.end));
      edit.replace(document.uri, range, place.new, { needsConfirmation: true, label: l10n.t('Next edits') });
    }
    this.show(undefined);
    await workspace.applyEdit(edit, { isRefactoring: true });
  }
}

function shownOf({ offer, document }: CurrentOffer): ShownOffer {
  const { start, end, old, new: changed } = offer;
  return { document, file: workspace.asRelativePath(document.uri), start, end, old, new: changed };
}

/** One name for each document, also for the cells of a notebook. */
function nameOf({ uri }: TextDocument): string {
  return uri.toString();
}
