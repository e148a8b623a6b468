// Reads and edits adversarial workspaces in a real editor, and masks adversarial text there while it is typed.
import { runBenchmarkSuite } from '../../scripts/editor/benchmarkSuite.mjs';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import type { LongestTurn } from './eventLoop.ts';

export interface EditorTurns {
  /** Of the editor. */
  readonly editor: string;
  /** The longest turn of the extension host without anything to do, as the editor itself needs it. */
  readonly idle: LongestTurn;
  /** By kind of workspace: while it is read, and while its files are edited. */
  readonly kinds: Readonly<Record<string, { readonly read: LongestTurn; readonly edited: LongestTurn }>>;
  readonly typedText: TypedText;
}

/** Texts of 20,000 characters before the caret. */
export interface TypedText {
  readonly texts: number;
  readonly maskedInTime: number;
  /** Not masked within the deadline: nothing is sent to the predictor. */
  readonly countedAsSecret: number;
  /** Milliseconds of wall time until the request is answered, with the deadline and without. */
  readonly longestAnswerMs: number;
  readonly longestMaskingMs: number;
}

export async function measureEditorTurns(): Promise<EditorTurns> {
  return inTemporaryFolder(async (workspace) => {
    const { editor, report } = await runBenchmarkSuite('bench/reliability/editorSuite.ts', {
      workspace,
      // The page colors and pairs brackets in time that is more than linear in the line; it is not measured here.
      settings: {
        'hiddenState.learning': 'always',
        'editor.maxTokenizationLineLength': 500,
        'editor.matchBrackets': 'never',
        'editor.bracketPairColorization.enabled': false,
      },
      timeoutMs: 900_000,
    });
    return { editor, ...(report as Omit<EditorTurns, 'editor'>) };
  });
}
