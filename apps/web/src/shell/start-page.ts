import type { Me, Organization } from '../account.ts'
import type { Place } from '../modules/web-module.ts'
import { placesFor } from './places.ts'

/** The places the hub may open with, by what the person's preferences call them: the address below the organization's. */
export const startPages = (me: Me, organization: Organization): (Place & { name: string })[] =>
  placesFor(me, organization).flatMap((place) => {
    const name = place.to === '/o/$org' ? 'dashboard' : /^\/o\/\$org\/(.+)/.exec(place.to)?.[1]
    return name === undefined ? [] : [{ ...place, name }]
  })
