import type { Journey } from '../../offers/schema.ts'
import type { Airport } from '../../places/place.ts'
import { flightMinutes, kmBetween } from './geography.ts'
import type { Service } from './services.ts'
import { clockText, instantAt } from './zone-clock.ts'

const MINUTE = 60_000

type Stop = Pick<Airport, 'iata' | 'latitude' | 'longitude' | 'zone'>

/** A service on a day, with its times as instants in milliseconds. */
export interface Timed {
  service: Service
  journey: Journey
  departs: number
  arrives: number
}

/** A service as it flies on a day. Times follow from instants, so that landing comes after take-off whatever clocks show. */
export function timedOn(service: Service, day: string, [from, to]: readonly [Airport, Airport]): Timed {
  const stops: readonly Stop[] = service.hub === null ? [from, to] : [from, service.hub, to]
  const departs = instantAt(from.zone, day, service.takesOff)
  let at = departs
  const legs = service.numbers.map((number, index) => {
    const [start = from, end = to] = stops.slice(index)
    const takesOff = index === 0 ? at : at + service.waits * MINUTE
    at = takesOff + flightMinutes(kmBetween(start, end)) * MINUTE
    return {
      carrier: service.carrier.name,
      number: `${service.carrier.code} ${number}`,
      from: start.iata,
      to: end.iata,
      departs: clockText(start.zone, takesOff),
      arrives: clockText(end.zone, at),
    }
  })
  return { service, journey: { legs, minutes: (at - departs) / MINUTE }, departs, arrives: at }
}
