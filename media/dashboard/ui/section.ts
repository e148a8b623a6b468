// The heading row of a section: title, readout and tools.
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { isRunning, type RunState } from '../../../src/protocol/runState.ts';
import { t } from './localization.ts';
import './section.css';

export interface SectionHead {
  readonly title: string;
  /** One sentence on hover and for screen readers: what is shown, and which direction is good. */
  readonly explanation?: string;
  readonly readout?: unknown;
  readonly tools?: unknown;
  /** A heading inside another section. */
  readonly isMinor?: boolean;
}

export function sectionHead({ title, explanation, readout, tools, isMinor = false }: SectionHead): TemplateResult {
  return html`
    <div class="section-head">
      <h2 class=${isMinor ? 'minor' : ''} title=${ifDefined(explanation)}>${title}</h2>
      ${readout === undefined ? nothing : html`<div class="readout">${readout}</div>`}
      ${tools === undefined ? nothing : html`<div class="section-tools">${tools}</div>`}
    </div>
  `;
}

/** What to do for a first training, or that it has begun. */
export function firstTraining(run: Pick<RunState, 'status'>, whatToDo: string): string {
  return isRunning(run) ? t('Results appear here during the training.') : whatToDo;
}

/** What to do where there is nothing to show yet. */
export function emptyState(text: string, isShown: boolean): TemplateResult {
  return html`<p class="empty" ?hidden=${!isShown}>${text}</p>`;
}
