// The results, the progress and the errors of the analyses that the page requested. Plain data, no DOM.
import { unexpected } from '../../../src/protocol/channel.ts';
import type { AnalysisEvent } from '../../../src/protocol/dashboard.ts';
import type {
  FileBits,
  AnalysisResult,
  Attribution,
  AnalysisQuery,
  UseReport,
} from '../../../src/protocol/analyzer.ts';
import type { LensReport } from '../../../src/protocol/learner.ts';

export class AnalysisResults {
  lens: LensReport | undefined;
  files: readonly FileBits[] | undefined;
  suggestions: UseReport | undefined;
  attribution: Attribution | undefined;
  private readonly running = new Map<AnalysisQuery['kind'], number>();
  private readonly errors = new Map<AnalysisQuery['kind'], string>();

  constructor(known: readonly AnalysisResult[] = []) {
    known.forEach((finding) => this.add(finding));
  }

  /** Completed part of a running analysis, 0..1. Undefined if none of this kind is running. */
  progress(kind: AnalysisQuery['kind']): number | undefined {
    return this.running.get(kind);
  }

  /** Why the last analysis of this kind failed. */
  error(kind: AnalysisQuery['kind']): string | undefined {
    return this.errors.get(kind);
  }

  receive(event: AnalysisEvent): void {
    switch (event.type) {
      case 'analyzing':
        this.errors.delete(event.kind);
        return void this.running.set(event.kind, event.done);
      case 'result':
        this.running.delete(event.result.kind);
        return this.add(event.result);
      case 'error':
        this.running.delete(event.kind);
        return void this.errors.set(event.kind, event.message);
      default:
        unexpected(event);
    }
  }

  private add(finding: AnalysisResult): void {
    switch (finding.kind) {
      case 'lens':
        this.lens = finding.lens;
        return;
      case 'files':
        this.files = finding.files;
        return;
      case 'suggestions':
        this.suggestions = finding.report;
        return;
      case 'attribution':
        this.attribution = finding.attribution;
        return;
      case 'color':
        return;
      default:
        unexpected(finding);
    }
  }
}
