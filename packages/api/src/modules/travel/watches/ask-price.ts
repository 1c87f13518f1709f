import type { OrgContext } from '../../../platform/calls/context.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { parseMoney } from '../../../shared/money.ts'
import { usualWeights } from '../bundles/schema.ts'
import { findBundles } from '../looking/find-bundles.ts'
import { askedInTime } from '../looking/providers.ts'
import type { AskOptions } from '../looking/providers.ts'
import type { TripSlots } from '../slots/schema.ts'
import type { Seen } from './judge.ts'

interface Wanted {
  slots: TripSlots
  /** ISO 4217, of the line: prices in another are not compared with it. */
  currency: string
}

/** What the cheapest way to make a trip costs now. Never throws: a seller that is down is an answer of its own. */
export async function askPrice(
  ctx: OrgContext,
  { slots, currency }: Wanted,
  { limitMs, ...asked }: AskOptions = {},
): Promise<Seen> {
  const ask = (signal: AbortSignal) =>
    findBundles(ctx, { slots, weights: usualWeights }, { ...asked, signal })
  try {
    const bundles = await askedInTime(ctx, ask, limitMs)
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
