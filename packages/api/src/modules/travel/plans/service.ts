import type { OrgContext } from '../../../platform/calls/context.ts'
import { bookedOf } from '../bookings/service.ts'
import { checkDays, planDays } from '../bundles/days.ts'
import type { TripBundle } from '../bundles/schema.ts'
import { cardOf } from '../cards/service.ts'
import { destinationOf } from '../places/destinations.ts'
import { placeOf } from '../places/places.ts'
import type { TripSlots } from '../slots/schema.ts'
import type { ReadBookedDays, ReadDays, TripDays } from './schema.ts'

interface Bundled {
  bundle: TripBundle
  slots: TripSlots
}

/** Without one a plan begins with the room, as if one were there. */
const NO_FLIGHT = 'No flight is part of this. See first how you get there and back in time.'

/** Our own estimates of what there is to see are put in between. */
function daysOf({ bundle, slots }: Bundled): TripDays {
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
    warnings: [...(bundle.flight === null ? [NO_FLIGHT] : []), ...checkDays(days, bundle)],
  }
}

/** What an offer makes of each day. */
export const readPlan = async (ctx: OrgContext, { cardId }: ReadDays): Promise<TripDays> =>
  daysOf(await cardOf(ctx.db, cardId))

/** What was held or bought makes of each day. */
export const readBookedPlan = async (ctx: OrgContext, { bookingId }: ReadBookedDays): Promise<TripDays> =>
  daysOf(await bookedOf(ctx, bookingId))
