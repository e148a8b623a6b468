// What there is to examine: the checkpoint that suggestions come from, and the texts of the workspace as they are now.
import { workspace } from 'vscode';
import { collect } from '../../corpus/collect.ts';
import type { CheckpointStore } from '../training/checkpointStore.ts';
import type { AnalysisInput } from '../processes/analyzerClient.ts';
import { corpusLimits } from '../settings.ts';
import { workspaceRoots } from '../workspace/workspaceFiles.ts';

/** Nothing without trust: then no file of the workspace is read. */
export function analysisInput(store: CheckpointStore): AnalysisInput {
  return {
    checkpoint: async () => (workspace.isTrusted ? store.load() : undefined),
    texts: async () => (await collect(workspaceRoots(), corpusLimits())).texts,
  };
}
