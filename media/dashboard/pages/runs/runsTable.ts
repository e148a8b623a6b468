// The table of all stored runs: which are compared, name, tags, notes, results, and the actions on a run.
import { html, render, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import { annotationLimits, type RunAnnotations, type RunSummary } from '../../../../src/protocol/runs.ts';
import { runColor } from '../../charts/runOverlays.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, icon, inputValue } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { IconName } from '../../ui/iconNames.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { modelButtons } from './modelButtons.ts';
import { endText, epochsOf, networkText } from './runTexts.ts';

interface Confirmation {
  readonly id: string;
  readonly action: 'restore' | 'delete';
}

interface ConfirmedButton {
  readonly action: Confirmation['action'];
  readonly iconName: IconName;
  readonly label: string;
  /** Replaces the icon until the second click. */
  readonly question: string;
  readonly isHidden: boolean;
}

interface AnnotationField {
  readonly kind: keyof RunAnnotations;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  parse(text: string): Partial<RunAnnotations>;
}

export function runsTable(context: DashboardContext): View {
  const { connection, format, theme } = context;
  const title = t('Runs');
  const node = element('section', { 'aria-label': title });
  const requested = new Set<string>();
  let state: DashboardState | undefined;
  /** A click on a button that awaits its second click, which confirms. */
  let confirming: Confirmation | undefined;
  const data: ChartData = { title, name: 'runs', table: () => exportTable(state?.runs ?? [], format) };
  /** Titles, and explanations on hover. */
  const columns: readonly (readonly [title: string, explanation?: string])[] = [
    [t('Compare'), t('Show the run in the charts and tables of this page')],
    [t('Name')],
    [t('Tags')],
    [t('Bits per character'), t('On held-out text; lower is better')],
    [t('Epochs'), t('How many times the run has read its training text')],
    [t('Time'), t('Training time without pauses')],
    [t('Network'), t('Cell and hidden units · streams × characters of a step · learning rate')],
    ...([[t('Started')], [t('End')], [t('Notes')], [t('Actions')]] as const),
  ];

  function compare(id: string, isCompared: boolean): void {
    const others = connection.view.runs.filter((other) => other !== id);
    connection.updateView({ runs: isCompared ? [...others, id] : others });
  }

  /** Requests the curves of each compared run once. */
  function requestCurves({ runs }: DashboardState): void {
    for (const id of connection.view.runs) {
      if (requested.has(id) || !runs.some((run) => run.id === id)) continue;
      requested.add(id);
      connection.send({ type: 'run', action: 'load', id });
    }
  }

  /** Renders in a microtask: `blur` can fire while a render removes the button. */
  function confirm(next: Confirmation | undefined): void {
    if (next?.id === confirming?.id && next?.action === confirming?.action) return;
    confirming = next;
    queueMicrotask(redraw);
  }

  function confirmedButton(id: string, button: ConfirmedButton): TemplateResult {
    const { action, iconName, label, question, isHidden } = button;
    const isConfirming = confirming?.id === id && confirming.action === action;
    const clicked = () => {
      if (isConfirming) connection.send({ type: 'run', action, id });
      confirm(isConfirming ? undefined : { id, action });
    };
    return html`<button
      type="button"
      class="quiet"
      title=${label}
      aria-label=${label}
      ?hidden=${isHidden}
      @click=${clicked}
      @blur=${() => confirm(undefined)}
    >
      ${isConfirming ? question : icon(iconName)}
    </button>`;
  }

  function textField(run: RunSummary, field: AnnotationField): TemplateResult {
    const { kind, label, placeholder, value, maxLength, parse } = field;
    return html`<input
      type="text"
      class=${`run-text run-${kind}`}
      maxlength=${maxLength}
      placeholder=${placeholder}
      title=${value}
      aria-label=${label}
      .value=${value}
      @change=${(event: Event) =>
        connection.send({ type: 'run', action: 'annotate', id: run.id, annotations: parse(inputValue(event)) })}
    />`;
  }

  function row(run: RunSummary, current: DashboardState): TemplateResult {
    const isCurrent = run.id === current.currentRun;
    const isAnyRunning = ['preparing', 'training', 'paused'].includes(current.status);
    const isRunning = isCurrent && isAnyRunning;
    const position = connection.view.runs.indexOf(run.id);
    const color = position < 0 || isCurrent ? 'transparent' : runColor(theme(), position);
    const started = format.dateTime(run.startedMs);
    return html`
      <tr class=${isCurrent ? 'is-current' : ''} .style=${`--run: ${color}`}>
        <td class="run-choice">
          <input
            type="checkbox"
            aria-label=${isCurrent ? t('current run') : t('Compare the run of {0}', started)}
            ?disabled=${isCurrent}
            .checked=${isCurrent || position >= 0}
            @change=${() => compare(run.id, position < 0)}
          /><span class="run-swatch" aria-hidden="true"></span>
        </td>
        <td>
          ${textField(run, {
            ...{ kind: 'name', label: t('Name of the run of {0}', started), placeholder: t('no name') },
            ...{ value: run.name, maxLength: annotationLimits.name, parse: (name) => ({ name }) },
          })}
        </td>
        <td>
          ${textField(run, {
            ...{ kind: 'tags', label: t('Tags of the run of {0}, separated by commas', started) },
            ...{ placeholder: t('no tags'), value: run.tags.join(', '), maxLength: 200 },
            parse: (tags) => ({ tags: parseTags(tags) }),
          })}
        </td>
        <td>${run.bitsPerChar === undefined ? '–' : format.bits(run.bitsPerChar)}</td>
        <td>${format.significant(epochsOf(run))}</td>
        <td>${format.duration(run.elapsedMs)}</td>
        <td>${networkText(run, format)}</td>
        <td>${started}</td>
        <td>${isRunning ? t('running') : endText(run)}</td>
        <td>
          ${textField(run, {
            ...{ kind: 'notes', label: t('Notes about the run of {0}', started), placeholder: t('no notes') },
            ...{ value: run.notes, maxLength: annotationLimits.notes, parse: (notes) => ({ notes }) },
          })}
        </td>
        <td class="run-actions">
          ${confirmedButton(run.id, {
            ...{ action: 'restore', iconName: 'discard', question: t('Use the weights of this run?') },
            label: t('Make the weights of the run of {0} the active ones', started),
            isHidden: isCurrent || isAnyRunning || !current.restorable.has(run.id),
          })}
          <button
            type="button"
            class="quiet"
            title=${t('Export the run of {0} as JSON', started)}
            aria-label=${t('Export the run of {0} as JSON', started)}
            @click=${() => connection.send({ type: 'run', action: 'export', id: run.id })}
          >
            ${icon('export')}
          </button>
          ${confirmedButton(run.id, {
            ...{ action: 'delete', iconName: 'trash', question: t('Delete this run?') },
            label: t('Delete the run of {0}', started),
            isHidden: isRunning,
          })}
        </td>
      </tr>
    `;
  }

  function redraw(): void {
    if (!state) return;
    const current = state;
    const isEmpty = current.runs.length === 0;
    render(
      html`
        ${sectionHead({
          title,
          explanation: t('All stored trainings. Select runs to compare their learning curves, settings and results.'),
          tools: html`${modelButtons(context, current)}${dataButton(context, data, isEmpty)}`,
        })}
        ${emptyState(t('Train the network. Each training is stored here, so that you can name and compare runs.'), isEmpty)}
        <div class="data-rows" tabindex="0" role="region" aria-label=${t('All runs')} ?hidden=${isEmpty}>
          <table class="runs-table">
            <thead>
              <tr>
                ${columns.map(([name, explanation]) => html`<th scope="col" title=${ifDefined(explanation)}>${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${repeat(
                current.runs,
                ({ id }) => id,
                (run) => row(run, current),
              )}
            </tbody>
          </table>
        </div>
      `,
      node,
    );
  }

  return {
    node,
    draw(current) {
      state = current;
      requestCurves(current);
      redraw();
    },
  };
}

function exportTable(runs: readonly RunSummary[], format: Formats): Table {
  return {
    columns: [
      ...[
        t('Name'),
        t('Tags'),
        t('Bits per character'),
        t('Epochs'),
        t('Time in ms'),
        t('Network'),
        t('Started'),
        t('End'),
      ],
      t('Notes'),
    ],
    rows: runs.map((run) => [
      run.name,
      run.tags.join(', '),
      run.bitsPerChar === undefined ? undefined : Number(run.bitsPerChar.toFixed(4)),
      Number(epochsOf(run).toFixed(3)),
      Math.round(run.elapsedMs),
      networkText(run, format),
      new Date(run.startedMs).toISOString(),
      endText(run),
      run.notes,
    ]),
  };
}

/** Tags as the user wrote them: separated by commas. */
function parseTags(text: string): readonly string[] {
  const tags = text.split(',').map((tag) => tag.trim().slice(0, annotationLimits.tag));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, annotationLimits.tags);
}
