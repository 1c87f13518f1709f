import type { OrgContext } from '../../../platform/calls/context.ts'
import { placesNamed } from '../places/find-places.ts'
import type { TripSlots } from '../slots/schema.ts'
import { understand } from '../understanding/understand.ts'
import type { UnderstoodText } from '../understanding/understand.ts'

/** The town that a time zone is named after: "Europe/Lisbon". Most people start from where they are. */
function townOf(timeZone: string) {
  const town = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  return placesNamed(town).places[0] ?? null
}

/** What a text says of a trip, to somebody of this organization. */
export function understoodBy(ctx: OrgContext, text: string, before?: TripSlots): UnderstoodText {
  const { timeZone, currency } = ctx.org
  return understand(text, {
    now: ctx.now(),
    timeZone,
    home: townOf(timeZone),
    currency,
    ...(before && { before }),
    places: { named: placesNamed },
  })
}
