import type { OrgContext } from '../../../platform/calls/context.ts'
import { withinTime } from '../../../platform/calls/within-time.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { parseMoney } from '../../../shared/money.ts'
import { usualWeights } from '../bundles/schema.ts'
import { findBundles } from '../looking/find-bundles.ts'
import type { Asked } from '../looking/providers.ts'
import type { TripSlots } from '../slots/schema.ts'
import type { Seen } from './judge.ts'

/** A seller that does not answer holds up the other watches no longer. */
const ASK_MS = 8_000

interface Wanted {
  slots: TripSlots
  /** ISO 4217, of the line: prices in another are not compared with it. */
  currency: string
}

export interface AskOptions extends Asked {
  /** After so long nobody waits for an answer any more. */
  limitMs?: number
}

/** What the cheapest way to make a trip costs now. Never throws: a seller that is down is an answer of its own. */
export async function askPrice(
  ctx: OrgContext,
  { slots, currency }: Wanted,
  { limitMs = ASK_MS, ...asked }: AskOptions = {},
): Promise<Seen> {
  const limit = AbortSignal.timeout(limitMs)
  const signal = ctx.call.signal ? AbortSignal.any([ctx.call.signal, limit]) : limit
  try {
    // Also one that does not hear the signal holds nobody up.
    const finding = findBundles(ctx, { slots, weights: usualWeights }, { ...asked, signal })
    const bundles = await withinTime(finding, limitMs)
    const [cheapest] = bundles
      .map(({ total }) => ({
        ...total,
        minor: parseMoney(total.amount, currencyDigits(total.currency) ?? 2),
      }))
      .toSorted((one, other) => Number((one.minor ?? 0n) - (other.minor ?? 0n)))
    if (!cheapest || cheapest.minor === null) return { kind: 'none' }
    if (cheapest.currency !== currency)
      return {
        kind: 'unknown',
        note: `The prices are in ${cheapest.currency}, so they cannot be held against ${currency}.`,
      }
    return { kind: 'price', minor: cheapest.minor }
  } catch (err) {
    ctx.hub.log.info({ err }, 'sellers of travel could not be asked')
    return { kind: 'unknown', note: 'The sellers could not be asked. We try again in an hour.' }
  }
}
