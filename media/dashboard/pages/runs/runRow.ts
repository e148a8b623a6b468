// One run in the table of runs: whether it is compared, the actions on it, its values, and what the user writes about it.
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { annotationLimits, type RunAction, type RunAnnotations } from '../../../../src/protocol/runs.ts';
import type { RunWithProgress } from '../../state/runsWithProgress.ts';
import type { ConfirmedButton } from '../../ui/confirmedButton.ts';
import { icon, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import type { RunValue } from './runValues.ts';

export interface RunRow {
  readonly run: RunWithProgress;
  /** When the run started, as text. */
  readonly started: string;
  /** Shown between the name and the tags. */
  readonly values: readonly RunValue[];
  readonly isCurrent: boolean;
  /** Its network makes the suggestions. */
  readonly isInUse: boolean;
  readonly isCompared: boolean;
  readonly canBeRestored: boolean;
  /** Its weights are stored. */
  readonly hasNetwork: boolean;
  /** The color of its curve. Undefined: none is drawn. */
  readonly color: string | undefined;
  readonly confirmedButton: (button: ConfirmedButton) => TemplateResult;
}

export interface RunRowEvents {
  compared(isCompared: boolean): void;
  acted(action: RunAction): void;
}

interface AnnotationField {
  readonly kind: keyof RunAnnotations;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  parse(text: string): Partial<RunAnnotations>;
}

export function runRow(row: RunRow, { compared, acted }: RunRowEvents): TemplateResult {
  const { run, started, values, isCurrent, isCompared, color } = row;
  const field = (annotation: AnnotationField) =>
    html`<td class="run-line">
      ${textField(annotation, (annotations) => acted({ action: 'annotate', id: run.id, annotations }))}
    </td>`;
  return html`
    <tr class=${isCurrent ? 'is-current' : ''} .style=${`--run: ${color ?? 'transparent'}`}>
      <td class="run-choice">
        <input
          type="checkbox"
          aria-label=${isCurrent ? t('current run') : t('Compare the run of {0}', started)}
          ?disabled=${isCurrent}
          .checked=${isCurrent || isCompared}
          @change=${() => compared(!isCompared)}
        /><span class="run-swatch" aria-hidden="true"></span>
      </td>
      <td class="run-actions">${actions(row, acted)}</td>
      ${field({
        kind: 'name',
        label: t('Name of the run of {0}', started),
        placeholder: t('no name'),
        value: run.name,
        maxLength: annotationLimits.name,
        parse: (name) => ({ name }),
      })}
      ${values.map(
        ({ title, explanation, text }) =>
          html`<td data-title=${title} title=${ifDefined(explanation)}>${text(run)}</td>`,
      )}
      ${field({
        kind: 'tags',
        label: t('Tags of the run of {0}, separated by commas', started),
        placeholder: t('no tags'),
        value: run.tags.join(', '),
        maxLength: 200,
        parse: (tags) => ({ tags: parseTags(tags) }),
      })}
      ${field({
        kind: 'notes',
        label: t('Notes about the run of {0}', started),
        placeholder: t('no notes'),
        value: run.notes,
        maxLength: annotationLimits.notes,
        parse: (notes) => ({ notes }),
      })}
    </tr>
  `;
}

function actions(
  { run: { id, training }, started, isInUse, canBeRestored, hasNetwork, confirmedButton }: RunRow,
  acted: RunRowEvents['acted'],
): TemplateResult {
  const exportLabel = t('Export the run of {0} as JSON', started);
  return html`
    ${isInUse && !training ? t('in use') : ''}
    ${hasNetwork ? '' : html`<span title=${t('The network of this run was deleted, or the training ended before it was saved.')}>${t('network not stored')}</span>`}
    ${confirmedButton({
      id: `restore ${id}`,
      iconName: 'check',
      question: t('Use the network of this run?'),
      label: t('Use the network of the run of {0}', started),
      isHidden: !canBeRestored,
      confirmed: () => acted({ action: 'restore', id }),
    })}
    <button
      type="button"
      class="quiet"
      title=${exportLabel}
      aria-label=${exportLabel}
      @click=${() => acted({ action: 'export', id })}
    >
      ${icon('export')}
    </button>
    ${confirmedButton({
      id: `delete ${id}`,
      iconName: 'trash',
      question: t('Delete this run?'),
      label: t('Delete the run of {0}', started),
      isHidden: training !== undefined,
      confirmed: () => acted({ action: 'delete', id }),
    })}
  `;
}

function textField(
  { kind, label, placeholder, value, maxLength, parse }: AnnotationField,
  changed: (annotations: Partial<RunAnnotations>) => void,
): TemplateResult {
  return html`<input
    type="text"
    class=${`run-text run-${kind}`}
    maxlength=${maxLength}
    placeholder=${placeholder}
    title=${value}
    aria-label=${label}
    .value=${value}
    @change=${(event: Event) => changed(parse(inputValue(event)))}
  />`;
}

/** Tags as the user wrote them: separated by commas. */
function parseTags(text: string): readonly string[] {
  const tags = text.split(',').map((tag) => tag.trim().slice(0, annotationLimits.tag));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, annotationLimits.tags);
}
