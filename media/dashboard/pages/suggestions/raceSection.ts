// What suggestions save users who do not stop for them, beside the ideal user, with the assumptions.
import { html, nothing, type TemplateResult } from 'lit';
import type { SuggestionReport } from '../../../../src/protocol/analyzer.ts';
import { rounded } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext } from '../../ui/view.ts';

type Race = NonNullable<SuggestionReport['race']>;
type User = Race['users'][number];

/** Nothing where the report does not have it. */
export function raceSection(context: DashboardContext, race: Race | undefined): TemplateResult | typeof nothing {
  if (!race) return nothing;
  const { format } = context;
  const { ideal, users } = race;
  const title = t('While you type on');
  const columns = [t('User'), t('Keystrokes saved, ideal user'), t('Keystrokes saved'), t('Seconds saved')];
  const nameOf = ({ msPerKey }: User): string => t('one key every {0} ms', format.whole(msPerKey));
  const withInterval = (
    figure: number,
    [low, high]: readonly [number, number],
    formatted: (value: number) => string,
  ): string => t('{0} ({1} to {2})', formatted(figure), formatted(low), formatted(high));
  const data: ChartData = {
    title,
    name: 'race',
    table: () => ({
      columns,
      rows: users.map((user) => {
        const { saved, secondsPer1000 } = user.known;
        return [nameOf(user), rounded(ideal, 4), rounded(saved, 4), rounded(secondsPer1000, 2)];
      }),
    }),
  };
  return html`
    <section class="race-section" aria-label=${title}>
      ${sectionHead({
        title,
        explanation: t(
          'All other figures of this page are of an ideal user, who sees each suggestion before the next key. These simulated users do not stop: they type with pauses, notice a suggestion after it was visible for some time, and need 0.3 s and the time to read before they accept what is left of it. These are assumptions. Your own speed and reaction are estimated on this machine, and then a suggestion is shown only if it comes in time.',
        ),
        tools: dataButton(context, data),
        isMinor: true,
      })}
      <table class="stacked">
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${users.map((user) => {
            const { saved, savedInterval, secondsPer1000, secondsInterval } = user.known;
            return html`
              <tr>
                <th scope="row">${nameOf(user)}</th>
                <td>${format.percent(ideal)}</td>
                <td>${withInterval(saved, savedInterval, format.percent)}</td>
                <td>${withInterval(secondsPer1000, secondsInterval, format.whole)}</td>
              </tr>
            `;
          })}
        </tbody>
      </table>
      <p class="hint">
        ${t('Seconds are per 1,000 characters. In brackets: 95% confidence intervals. More is better.')}
      </p>
    </section>
  `;
}
