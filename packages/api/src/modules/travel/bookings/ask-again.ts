import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TripBundle } from '../bundles/schema.ts'
import type { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'
import { ownCar } from '../rentals/own-cars.ts'
import { askingAt, provider } from '../looking/providers.ts'
import { moneyWords } from '../words.ts'

type AnyOffer = FlightOffer | StayOffer | CarOffer

async function priceNow(ctx: OrgContext, { id, source }: AnyOffer): Promise<Pick<AnyOffer, 'price'> | null> {
  if (source === 'own') return ownCar(ctx, id)
  const found = await provider.getOffer(id, askingAt(ctx.now()), ctx.call.signal)
  return found?.offer ?? null
}

/**
 * Asks the sellers, and ourselves for our own cars, whether each service can still be had at the price that was shown. Throws a CONFLICT that says which cannot:
 * nobody is sold what they have not seen.
 */
export async function requireSame(ctx: OrgContext, { flight, stay, car }: TripBundle): Promise<void> {
  const services = [
    { noun: 'flight', shown: flight },
    { noun: 'place to stay', shown: stay },
    { noun: 'car', shown: car },
  ]
  for (const { noun, shown } of services) {
    if (!shown) continue
    const now = await priceNow(ctx, shown)
    if (!now)
      throw new AppError('CONFLICT', { message: `The ${noun} is no longer offered. Look for offers again.` })
    const { amount, currency } = now.price
    if (amount !== shown.price.amount || currency !== shown.price.currency)
      throw new AppError('CONFLICT', {
        message: `The ${noun} now costs ${moneyWords(amount, currency)}. Look for offers again.`,
      })
  }
}
