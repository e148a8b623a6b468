// Which of the offers to make: the most likely one, or of those that are about as likely the next one in the text.
import type { Caret, Offer } from './nextEdits.ts';
import { gainOfExample } from './probability.ts';
import { kindOf, thresholdOf, type Thresholds } from './threshold.ts';

/** Logits: offers that are about as likely as the best one are made in the order of the text. */
const margin = 0.5;

/**
 * The offer to make: the next one after the caret among the most likely ones. Undefined: none is likely enough. In prose, few places of
 * a likely rule are wrong, because the least probability is higher: all that are likely when the best one is accepted come in order.
 */
export function chooseOffer(offers: readonly Offer[], caret: Caret, thresholds: Thresholds): Offer | undefined {
  const isLikely = ({ document, logit }: Offer, gain = 0): boolean => logit + gain >= thresholdOf(thresholds, document);
  const [best] = offers.filter((offer) => isLikely(offer)).sort((a, b) => b.logit - a.logit);
  if (!best) return undefined;
  const isChosen = (offer: Offer): boolean =>
    offer.rule.key === best.rule.key && kindOf(offer.document) === 'prose'
      ? isLikely(offer, gainOfExample(best.rule))
      : isLikely(offer) && offer.logit >= best.logit - margin;
  const [first] = offers.filter(isChosen).sort((a, b) => distanceOf(a, caret) - distanceOf(b, caret));
  return first;
}

/** Orders offers: after the caret, before it, in other documents. */
function distanceOf({ document, start }: Offer, caret: Caret): number {
  if (document !== caret.document) return 2e12 + start;
  return start >= caret.at ? start - caret.at : 1e12 + start;
}
