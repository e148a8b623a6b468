// Observes what the user changes in documents and reports each finished edit. Changes by other programs, by a format on save and by
// cursors in several lines at once are followed, but are no edits of the user. Texts are kept in memory while their document is open.
import {
  Disposable,
  EventEmitter,
  TextDocumentChangeReason,
  TextDocumentSaveReason,
  window,
  workspace,
  type Event,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
  type TextDocumentWillSaveEvent,
} from 'vscode';
import { asOne, editBy, opposite } from '../../nextEdit/documentChange.ts';
import { createEditRecorder, type EditRecorder, type FinishedEdit } from '../../nextEdit/editRecorder.ts';
import type { Edit } from '../../nextEdit/tokenChanges.ts';
import { cellOf } from '../workspace/notebookCells.ts';
import { isLarge } from './largeDocument.ts';

export type UserEdit = { readonly document: TextDocument } & (
  | ({
      readonly kind: 'made';
      /** Milliseconds, as `performance.now` counts them: when the user has paused for long enough, or has left the line. */
      readonly endsAt: number;
    } & FinishedEdit)
  /** An undo has taken an edit back, or a part of it: `edit` takes all of it back, and `text` is that of the document now. */
  | { readonly kind: 'undone'; readonly edit: Edit; readonly text: string }
  /** The text is that of the file again, or the file has changed. */
  | { readonly kind: 'reloaded' }
);

/** Milliseconds without a change that end an edit. */
export const pauseMs = 400;
/** Milliseconds without a change after which an edit is reported, so that the next one can be found before the pause is over. */
const reportMs = 300;
/** Milliseconds in which the editor may format a document before it saves it. */
const savingMs = 2000;

interface Saving {
  readonly timer: NodeJS.Timeout;
  /** The user has not asked for it, and may go on typing. */
  readonly isAutomatic: boolean;
}

export interface UserEditsParts {
  /** Whether next edits are on in a document. Other documents are never read. */
  readonly isOn: (document: TextDocument) => boolean;
  /** `whileApplying` has changed a document. */
  readonly onChanged: (document: TextDocument) => void;
}

export class UserEdits implements Disposable {
  private readonly parts: UserEditsParts;
  private readonly recorders = new Map<TextDocument, EditRecorder>();
  private readonly saving = new Map<TextDocument, Saving>();
  /** Documents that have not changed since they were saved. */
  private readonly saved = new WeakSet<TextDocument>();
  private readonly finished = new EventEmitter<UserEdit>();
  private readonly changes = new EventEmitter<TextDocument>();
  private readonly subscriptions: Disposable;
  private timer: NodeJS.Timeout | undefined;
  private applying: TextDocument | undefined;

  readonly onEdit: Event<UserEdit> = this.finished.event;
  /** Any change of any document, before the edit is finished. */
  readonly onChange: Event<TextDocument> = this.changes.event;

  constructor(parts: UserEditsParts) {
    this.parts = parts;
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.observe(event)),
      workspace.onDidCloseTextDocument((document) => void this.recorders.delete(document)),
      workspace.onWillSaveTextDocument((event) => this.beginSaving(event)),
      workspace.onDidSaveTextDocument((document) => {
        this.endSaving(document);
        this.saved.add(document);
      }),
      window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor.document)),
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach(({ document }) => this.follow(document))),
      window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        const region = this.recorders.get(document)?.region;
        const [selection] = selections;
        if (!region || !selection) return;
        const line = document.positionAt(region.end).line;
        if (selection.active.line !== line) this.finish(document);
      }),
    );
    if (window.activeTextEditor) this.follow(window.activeTextEditor.document);
  }

  /** Runs a change of a document that is no edit of the user. */
  async whileApplying<Result>(document: TextDocument, run: () => Thenable<Result>): Promise<Result> {
    this.applying = document;
    try {
      return await run();
    } finally {
      this.applying = undefined;
    }
  }

  get isApplying(): boolean {
    return this.applying !== undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const { timer } of this.saving.values()) clearTimeout(timer);
    this.subscriptions.dispose();
    this.finished.dispose();
    this.changes.dispose();
    this.recorders.clear();
  }

  /** Begins to follow a document: its text before the first change must be known. */
  private follow(document: TextDocument): void {
    if (this.recorders.has(document) || isLarge(document) || !this.parts.isOn(document)) return;
    this.recorders.set(document, createEditRecorder(document.getText()));
  }

  private observe({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    this.saved.delete(document);
    this.changes.fire(document);
    if (this.applying) this.parts.onChanged(document);
    const recorder = this.recorders.get(document);
    // A paste may have made it large.
    if (!recorder || isLarge(document) || !this.parts.isOn(document)) {
      this.recorders.delete(document);
      return this.follow(document);
    }
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      start: rangeOffset,
      deletedLength: rangeLength,
      inserted: text,
    }));
    const before = recorder.text;
    const change = asOne(changes, before);
    const isUndone = reason === TextDocumentChangeReason.Undo;
    if (isUndone || !change || this.isByProgram(document, contentChanges)) {
      const edits = recorder.follow(changes);
      if (!isUndone) return;
      const own = change && editBy(change, before, recorder.text);
      for (const edit of edits.length > 0 ? edits.map(opposite) : own ? [own] : []) {
        this.finished.fire({ kind: 'undone', document, edit, text: recorder.text });
      }
      return;
    }
    const now = performance.now();
    this.report(document, recorder.change(change), now);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.finish(document, now + pauseMs), reportMs);
  }

  private isByProgram(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const editor = window.activeTextEditor;
    if (editor?.document !== document || this.applying === document) return true;
    const saving = this.saving.get(document);
    if (!saving) return false;
    // The editor formats nothing at the cursor when it saves by itself.
    return !(saving.isAutomatic && changes.every(({ range }) => editor.selection.intersection(range) !== undefined));
  }

  private finish(document: TextDocument, endsAt = performance.now()): void {
    clearTimeout(this.timer);
    const recorder = this.recorders.get(document);
    this.report(document, recorder?.finish(), endsAt);
    // What another program has changed is not continued by the user.
    if (this.isReloaded(document)) recorder?.follow([]);
  }

  /**
   * Whether the document was reverted, or another program has changed its file. Only then is it not dirty although it was not saved. It is
   * not dirty, either, during the event of the first change that the user makes, so this is asked when the edit is finished.
   */
  private isReloaded(document: TextDocument): boolean {
    return !isDirty(document) && !this.saved.has(document);
  }

  private report(document: TextDocument, finished: FinishedEdit | undefined, endsAt: number): void {
    if (!finished) return;
    this.finished.fire(
      this.isReloaded(document) ? { kind: 'reloaded', document } : { kind: 'made', document, endsAt, ...finished },
    );
  }

  private beginSaving({ document, reason }: TextDocumentWillSaveEvent): void {
    this.finish(document);
    this.endSaving(document);
    this.saving.set(document, {
      timer: setTimeout(() => this.saving.delete(document), savingMs),
      isAutomatic: reason !== TextDocumentSaveReason.Manual,
    });
  }

  private endSaving(document: TextDocument): void {
    clearTimeout(this.saving.get(document)?.timer);
    this.saving.delete(document);
  }
}

/** A cell of a notebook is as dirty as the notebook. */
function isDirty(document: TextDocument): boolean {
  return cellOf(document.uri)?.notebook.isDirty ?? document.isDirty;
}
