// Where the user has changed the name in a definition, the language server can rename all references, better than a rule: the edit is
// taken back, and the rename made at its place.
import { commands, Range, WorkspaceEdit, type Location, type LocationLink, type TextDocument } from 'vscode';
import type { TokenChange } from '../../nextEdit/tokenChanges.ts';

export interface Renaming {
  readonly document: TextDocument;
  /** Where the new name begins, UTF-16 units. */
  readonly start: number;
  readonly old: string;
  readonly new: string;
}

/** Milliseconds for the language server to answer. Until then, the next place is offered. */
const timeMs = 3000;
const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Undefined: the change is no new name, or not at a definition. */
export async function renamingOf(
  document: TextDocument,
  { old, new: changed, start }: TokenChange,
): Promise<Renaming | undefined> {
  if (!identifier.test(old) || !identifier.test(changed)) return undefined;
  const position = document.positionAt(start);
  const timeout = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), timeMs));
  const definitions = await Promise.race([
    commands
      .executeCommand<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, position)
      .then(undefined, () => undefined),
    timeout,
  ]);
  const isDefinition = definitions?.some((definition) => {
    const { uri, range } = placeOf(definition);
    return uri.toString() === document.uri.toString() && range.contains(position);
  });
  return isDefinition ? { document, start, old, new: changed } : undefined;
}

function placeOf(definition: Location | LocationLink): Pick<Location, 'uri' | 'range'> {
  if (!('targetUri' in definition)) return definition;
  return { uri: definition.targetUri, range: definition.targetSelectionRange ?? definition.targetRange };
}

/**
 * Takes the edit back and renames. False: the language server changes no other place, and the edit is as the user made it.
 * `change`: makes a change that is no edit of the user.
 */
export async function rename(
  { document, start, old, new: changed }: Renaming,
  change: (edit: WorkspaceEdit) => Thenable<boolean>,
): Promise<boolean> {
  const before = document.getText();
  const replace = (from: string, to: string): Thenable<boolean> => {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(start + from.length)), to);
    return change(edit);
  };
  if (!(await replace(changed, old))) return false;
  const taken = document.getText();
  const edit = await commands
    .executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      document.positionAt(start),
      changed,
    )
    .then(undefined, () => undefined);
  if (edit && edit.size > 0 && (await change(edit))) return document.getText() !== before || hasOthers(edit, document);
  if (document.getText() === taken) await replace(old, changed);
  return false;
}

/** Whether it changes other documents. */
function hasOthers(edit: WorkspaceEdit, { uri }: TextDocument): boolean {
  return edit.entries().some(([other, edits]) => other.toString() !== uri.toString() && edits.length > 0);
}
