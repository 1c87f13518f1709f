import type { OrgContext } from '../../../platform/calls/context.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { AppError } from '../../../shared/errors.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { TripBundle } from '../bundles/schema.ts'
import type { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'
import { ownCar } from '../rentals/own-cars.ts'
import { askedInTime, askingAt, usualProvider } from '../looking/providers.ts'
import type { AskOptions } from '../looking/providers.ts'
import { moneyWords } from '../words.ts'

type AnyOffer = FlightOffer | StayOffer | CarOffer

/** Whether an amount can be read, and told in words. */
const isPrice = ({ amount, currency }: AnyOffer['price']): boolean => {
  const digits = currencyDigits(currency)
  return digits !== null && (parseMoney(amount, digits) ?? -1n) >= 0n
}

async function priceNow(
  ctx: OrgContext,
  { noun, shown: { id, source } }: { noun: string; shown: AnyOffer },
  { provider = usualProvider, limitMs }: AskOptions,
): Promise<Pick<AnyOffer, 'price'> | null> {
  if (source === 'own') return ownCar(ctx, id)
  const ask = (signal: AbortSignal) => provider.getOffer(id, askingAt(ctx.now()), signal)
  const found = await askedInTime(ctx, ask, limitMs).catch((cause: unknown) => {
    const message = `The seller of the ${noun} could not be asked, so nothing was changed. Try again in a moment.`
    throw new AppError('CONFLICT', { message, cause })
  })
  return found?.offer.id === id && isPrice(found.offer.price) ? found.offer : null
}

/**
 * Asks the sellers, and ourselves for our own cars, whether each service can still be had at the price that was shown. Throws a CONFLICT that says which cannot:
 * nobody is sold what they have not seen.
 */
export async function requireSame(
  ctx: OrgContext,
  { flight, stay, car }: TripBundle,
  asked: AskOptions,
): Promise<void> {
  const services = [
    { noun: 'flight', shown: flight },
    { noun: 'place to stay', shown: stay },
    { noun: 'car', shown: car },
  ]
  for (const { noun, shown } of services) {
    if (!shown) continue
    const now = await priceNow(ctx, { noun, shown }, asked)
    if (!now)
      throw new AppError('CONFLICT', { message: `The ${noun} is no longer offered. Look for offers again.` })
    const { amount, currency } = now.price
    if (amount !== shown.price.amount || currency !== shown.price.currency)
      throw new AppError('CONFLICT', {
        message: `The ${noun} now costs ${moneyWords(amount, currency)}. Look for offers again.`,
      })
  }
}
