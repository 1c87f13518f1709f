import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TripBundle } from '../bundles/schema.ts'
import { askingAt, provider } from '../looking/providers.ts'
import { moneyWords } from '../words.ts'

/**
 * Asks the sellers whether each service can still be had at the price that was shown. Throws a CONFLICT that says which cannot:
 * nobody is sold what they have not seen.
 */
export async function requireSame(ctx: OrgContext, { flight, stay, car }: TripBundle): Promise<void> {
  const asking = askingAt(ctx.now())
  const services = [
    { noun: 'flight', shown: flight },
    { noun: 'place to stay', shown: stay },
    { noun: 'car', shown: car },
  ]
  for (const { noun, shown } of services) {
    if (!shown) continue
    const now = await provider.getOffer(shown.id, asking, ctx.call.signal)
    if (!now)
      throw new AppError('CONFLICT', { message: `The ${noun} is no longer offered. Look for offers again.` })
    const { amount, currency } = now.offer.price
    if (amount !== shown.price.amount || currency !== shown.price.currency)
      throw new AppError('CONFLICT', {
        message: `The ${noun} now costs ${moneyWords(amount, currency)}. Look for offers again.`,
      })
  }
}
