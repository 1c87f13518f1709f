import { addDays, contextNow, dayIn, instantIn } from '@hub/api/server'
import type { Call, Hub, HubModule, SampleMoment, SamplePlace } from '@hub/api/server'
import { uuidv7 } from '@hub/db'
import type { SampleBusiness } from './businesses.ts'
import { tradeOf } from './trade/trade.ts'

const HOUR_MS = 3_600_000
/** What people did on days before today, they did by then: whatever the clock shows while the sample is made, their day is the one meant. */
const AFTERNOON_MINUTES = 17 * 60

/** A business of the sample while it is filled, and its people by first name. */
export interface Place {
  hub: Hub
  modules: readonly HubModule[]
  business: SampleBusiness
  orgId: string
  slug: string
  ids: ReadonlyMap<string, string>
  now: Date
}

export const firstName = (name: string) => name.split(' ')[0] ?? name

type Dated = Pick<Place, 'business' | 'now'>

/** A day of the calendar of the business, so many days from today. */
const dayAt = ({ business: { timeZone }, now }: Dated, fromToday: number): string =>
  addDays(dayIn(timeZone, now), fromToday)

/** So long ago where the business is. */
export function momentOf(place: Dated, daysAgo: number, hoursAgo = 0): Date {
  const { business, now } = place
  const from = daysAgo === 0 ? now : instantIn(business.timeZone, dayAt(place, -daysAgo), AFTERNOON_MINUTES)
  return new Date(from.getTime() - hoursAgo * HOUR_MS)
}

/** What the services take for now: the sample has a past. */
export const setClock = (hub: Hub, at: Date) => void (hub.now = () => at)

type Ask = <Answer>(path: string, input: object) => Promise<Answer>

/** How somebody of the sample calls. */
function callOf({ slug, ids }: Place, who: string, door: Call['door']): Call {
  const userId = ids.get(who)
  if (userId === undefined) throw new Error(`The sample has no ${who}.`)
  return {
    door,
    credential: { kind: 'person', userId },
    org: slug,
    ip: null,
    userAgent: null,
    requestId: uuidv7(),
  }
}

/** Calls procedures as somebody of the sample, through the whole chain. */
export const personOf =
  (place: Place, who: string, door: Call['door'] = 'web'): Ask =>
  // The catalog answers what the procedure's output schema says.
  <Answer>(path: string, input: object) =>
    place.hub.catalog.call(path, input, callOf(place, who, door)) as Promise<Answer>

/** The business as its modules see it while they fill it. */
export function placeFor(place: Place): SamplePlace {
  const { hub, business, ids } = place
  const go = ({ daysAgo, hoursAgo }: SampleMoment) => setClock(hub, momentOf(place, daysAgo, hoursAgo))
  return {
    name: business.key,
    host: business.host,
    people: business.people.map(({ name, role }) => ({
      name: firstName(name),
      id: ids.get(firstName(name)) ?? '',
      role,
    })),
    trade: tradeOf(business.trade),
    day: (fromToday) => dayAt(place, fromToday),
    call(as, path, input) {
      go(as)
      return personOf(place, as.who)(path, input)
    },
    async within(as, path, work) {
      go(as)
      return work(await contextNow(hub, callOf(place, as.who, 'web'), path))
    },
  }
}
