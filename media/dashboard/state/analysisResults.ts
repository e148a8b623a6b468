// The results, the progress and the errors of the analyses that the page requested. Plain data, no DOM.
import type { AnalysisQuery, AnalysisResult, AnalysisResultOf } from '../../../src/protocol/analyzer.ts';
import { unexpected } from '../../../src/protocol/unexpected.ts';
import type { AnalysisEvent } from '../../../src/protocol/dashboard.ts';

type Kind = AnalysisQuery['kind'];

export class AnalysisResults {
  private readonly results = new Map<Kind, AnalysisResult>();
  private readonly running = new Map<Kind, number>();
  private readonly errors = new Map<Kind, string>();

  constructor(known: readonly AnalysisResult[] = []) {
    for (const result of known) this.results.set(result.kind, result);
  }

  /** The latest result of this kind. */
  result<K extends Kind>(kind: K): AnalysisResultOf<K> | undefined {
    // Each result is stored under its own kind.
    return this.results.get(kind) as AnalysisResultOf<K> | undefined;
  }

  /** Completed part of a running analysis, 0..1. Undefined if none of this kind is running. */
  progress(kind: Kind): number | undefined {
    return this.running.get(kind);
  }

  /** Why the last analysis of this kind failed. */
  error(kind: Kind): string | undefined {
    return this.errors.get(kind);
  }

  receive(event: AnalysisEvent): void {
    switch (event.type) {
      case 'analyzing':
        this.errors.delete(event.kind);
        return void this.running.set(event.kind, event.done);
      case 'result':
        this.running.delete(event.result.kind);
        return void this.results.set(event.result.kind, event.result);
      case 'error':
        this.running.delete(event.kind);
        return void this.errors.set(event.kind, event.message);
      default:
        unexpected(event);
    }
  }
}
