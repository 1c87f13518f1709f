import type { OrgContext } from '../../../platform/calls/context.ts'
import { checkDays, planDays } from '../bundles/days.ts'
import { cardOf } from '../cards/service.ts'
import { destinationOf } from '../places/destinations.ts'
import { placeOf } from '../places/places.ts'
import type { ReadDays, TripDays } from './schema.ts'

/** What an offer makes of each day; our own estimates of what there is to see are put in between. */
export async function readPlan(ctx: OrgContext, { cardId }: ReadDays): Promise<TripDays> {
  const { bundle, slots } = await cardOf(ctx.db, cardId)
  const place = placeOf(slots.to?.value.id ?? '')
  if (!place) return { days: [], warnings: [] }
  const days = planDays({ bundle, destination: destinationOf(place.id), place })
  return {
    days: days.map(({ day, items }) => ({
      day,
      items: items.map(({ kind, title, at, until }) => ({
        kind,
        title,
        at: at ?? null,
        until: until ?? null,
      })),
    })),
    warnings: checkDays(days, bundle),
  }
}
