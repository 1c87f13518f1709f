import { askHubspot, rowsOf } from './ask-hubspot.ts'
import { isObject } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'

const objectsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : []

/** Whom deals are with, by their keys. */
export interface Partners {
  company: string | null
  contact: string | null
}

const smallest = (ids: readonly string[]): string | null =>
  ids.toSorted((one, other) => Number(one) - Number(other))[0] ?? null

interface Associated {
  id: string
  isPrimary: boolean
}

/** Of several the primary one, or else the oldest: the same one whichever way it was asked for. */
const chosen = (found: readonly Associated[]): string | null =>
  smallest(found.filter(({ isPrimary }) => isPrimary).map(({ id }) => id)) ??
  smallest(found.map(({ id }) => id))

/** As the list of deals says it beside each. */
export function partnersBeside({ associations }: Record<string, unknown>): Partners {
  const lists = isObject(associations) ? associations : {}
  const of = (name: string) => {
    const list = lists[name]
    return objectsIn(isObject(list) ? list['results'] : []).map(({ id, type }) => ({
      id: String(id),
      isPrimary: type === 'deal_to_company',
    }))
  }
  return { company: chosen(of('companies')), contact: chosen(of('contacts')) }
}

const WITHOUT = 'crm.associations.NO_ASSOCIATIONS_FOUND'

async function associatedWith(
  access: Access,
  to: 'companies' | 'contacts',
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const path = `/crm/v4/associations/deals/${to}/batch/read`
  const body = await askHubspot(access, { path, body: { inputs: ids.map((id) => ({ id })) } })
  // Half an answer would cut deals off from whom they are with.
  if (objectsIn(body['errors']).some(({ subCategory }) => subCategory !== WITHOUT))
    throw new ProviderFault('away', 'HubSpot does not say whom deals are with.')
  return new Map(
    rowsOf(body).map(({ from, to: others }) => [
      isObject(from) ? String(from['id']) : '',
      chosen(
        objectsIn(others).map(({ toObjectId, associationTypes }) => ({
          id: String(toObjectId),
          isPrimary: objectsIn(associationTypes).some(({ label }) => label === 'Primary'),
        })),
      ),
    ]),
  )
}

/** As they are asked for by themselves, which the search does not tell. */
export async function partnersOf(access: Access, ids: readonly string[]): Promise<(id: string) => Partners> {
  if (ids.length === 0) return () => ({ company: null, contact: null })
  const [companies, contacts] = await Promise.all([
    associatedWith(access, 'companies', ids),
    associatedWith(access, 'contacts', ids),
  ])
  return (id) => ({ company: companies.get(id) ?? null, contact: contacts.get(id) ?? null })
}
