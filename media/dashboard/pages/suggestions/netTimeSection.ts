// Net time: seconds that suggestions save for simulated users who need time to read them, with the assumptions.
import { html, nothing, type TemplateResult } from 'lit';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext } from '../../ui/view.ts';

type NetTime = NonNullable<SuggestionReport['netTime']>;
type User = NetTime['users'][number];

/** Nothing where the report does not have it. */
export function netTimeSection(
  context: DashboardContext,
  netTime: NetTime | undefined,
): TemplateResult | typeof nothing {
  if (!netTime) return nothing;
  const { format } = context;
  const { users, assumptions } = netTime;
  const title = t('Net time');
  const seconds = ({ secondsPer1000, interval: [low, high] }: User['byNetTime']): string =>
    t('{0} s ({1} to {2})', format.whole(secondsPer1000), format.whole(low), format.whole(high));
  const userName = ({ charactersPerSecond, reactionSeconds, readingSeconds, looks }: User): string =>
    t(
      'types {0} characters per second, reacts within {1} ms, reads a character in {2} ms, looks at {3} of the suggestions',
      format.whole(charactersPerSecond),
      format.whole(1000 * reactionSeconds),
      format.whole(1000 * readingSeconds),
      format.percent(looks),
    );
  const data: ChartData = {
    title,
    name: 'net-time',
    table: () => ({
      columns: [t('Simulated user'), t('All suggestions'), t('Only if worth reading'), t('Suggestions not shown')],
      rows: users.map((user) => [
        userName(user),
        Number(user.byConfidence.secondsPer1000.toFixed(2)),
        Number(user.byNetTime.secondsPer1000.toFixed(2)),
        Number(hiddenShare(user).toFixed(4)),
      ]),
    }),
  };
  return html`
    <section class="net-time-section" aria-label=${title}>
      ${sectionHead({
        title,
        explanation: t(
          'Seconds saved per 1,000 characters, with 95 % confidence intervals. Reading takes at most {0} s; {1} of the wrong suggestions are accepted and undone. These are assumptions. Your own typing and reading speed is estimated on this machine, and then a suggestion is shown only if it is worth reading.',
          format.whole(assumptions.longestReading),
          format.percent(assumptions.wrongAcceptances),
        ),
        tools: dataButton(context, data),
      })}
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">${t('Simulated user')}</th>
            <th scope="col">${t('All suggestions')}</th>
            <th scope="col">${t('Only if worth reading')}</th>
            <th scope="col">${t('Suggestions not shown')}</th>
          </tr>
        </thead>
        <tbody>
          ${users.map(
            (user) => html`
              <tr>
                <th scope="row">${userName(user)}</th>
                <td>${seconds(user.byConfidence)}</td>
                <td>${seconds(user.byNetTime)}</td>
                <td>${format.percent(hiddenShare(user))}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="hint">
        ${t('Seconds that suggestions save per 1,000 typed characters, less the time to read them; more is better.')}
      </p>
    </section>
  `;
}

/** Share of the suggestions that are not shown because they are not worth reading. */
function hiddenShare({ byNetTime, byConfidence }: User): number {
  return byConfidence.shownPerChar === 0 ? 0 : Math.max(0, 1 - byNetTime.shownPerChar / byConfidence.shownPerChar);
}
