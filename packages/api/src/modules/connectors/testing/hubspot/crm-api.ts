import { missing, refused, told } from './answers.ts'
import type { Answer } from './answers.ts'
import { HUB_ID } from './oauth.ts'
import { isoOf, objectTypes } from './rows.ts'
import type { ObjectType, Row } from './rows.ts'
import { searched } from './search.ts'
import type { SearchBody } from './search.ts'
import { shownAs } from './world.ts'
import type { World } from './world.ts'
import type { Place } from './faults.ts'

/** One request, read to its end. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: string
}

export interface CrmRoute {
  place: Place
  /** What a token has to be allowed. */
  scope: string
  answer: (world: World, asked: Asked) => Answer
}

const MOST_ROWS = 100

const isType = (name: string): name is ObjectType => (objectTypes as readonly string[]).includes(name)
const scopeOf = (type: ObjectType) => `crm.objects.${type}.read`

/** Lists in the address are written with commas or one by one. */
const listIn = (query: URLSearchParams, name: string): string[] =>
  query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '')

const nouns: Readonly<Record<ObjectType, string>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
}

interface Showing {
  world: World
  query: URLSearchParams
}

/** Associations beside a row; the primary company stands there twice, by both its labels. */
function beside({ world, query }: Showing, type: ObjectType, row: Row) {
  const asked = listIn(query, 'associations').filter(isType)
  const found = asked.flatMap((to) => {
    const ids = world.associated(type, row.id, to)
    const name = `${nouns[type]}_to_${nouns[to]}`
    const results =
      to === 'companies'
        ? ids.flatMap((id, at) => [
            ...(at === 0 ? [{ id, type: name }] : []),
            { id, type: `${name}_unlabeled` },
          ])
        : ids.map((id) => ({ id, type: name }))
    return results.length === 0 ? [] : [[to, { results }] as const]
  })
  return found.length === 0 ? {} : { associations: Object.fromEntries(found) }
}

const whole = (showing: Showing, type: ObjectType, row: Row) => ({
  ...shownAs(type, row, listIn(showing.query, 'properties')),
  ...beside(showing, type, row),
})

function listed(type: ObjectType, world: World, { query }: Asked): Answer {
  const limit = Number(query.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS)
    return refused(400, 'VALIDATION_ERROR', 'A limit is from 1 to 100.')
  const rows = query.get('archived') === 'true' ? world.archived(type) : world.rows(type)
  const after = Number(query.get('after') ?? '0')
  const rest = rows
    .toSorted((one, other) => Number(one.id) - Number(other.id))
    .filter(({ id }) => Number(id) >= after)
  const found = rest.slice(0, limit)
  const next = rest[limit]?.id
  return told({
    results: found.map((row) => whole({ world, query }, type, row)),
    ...(next !== undefined && { paging: { next: { after: next, link: `?after=${next}` } } }),
  })
}

interface Named {
  type: ObjectType
  id: string
}

/** Somebody that was merged into another is answered for by that other one. */
function one({ type, id }: Named, world: World, { query }: Asked): Answer {
  const row = world.row(type, world.mergedInto(type, id) ?? id)
  const isArchived = query.get('archived') === 'true'
  if (!row || (row.archivedAt !== null) !== isArchived) return missing()
  return told(whole({ world, query }, type, row))
}

function associations(
  { from, to }: { from: ObjectType; to: ObjectType },
  world: World,
  { body }: Asked,
): Answer {
  const { inputs = [] } = JSON.parse(body) as { inputs?: { id: string }[] }
  if (inputs.length > 1_000) return refused(400, 'VALIDATION_ERROR', 'At most 1,000 at once.')
  const results = inputs.flatMap(({ id }) => {
    const ids = world.associated(from, id, to)
    const typeId = to === 'companies' ? 341 : 3
    const unlabeled = { category: 'HUBSPOT_DEFINED', typeId, label: null }
    const primary = { category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' }
    const toRows = ids.map((other, at) => ({
      toObjectId: Number(other),
      associationTypes: to === 'companies' && at === 0 ? [primary, unlabeled] : [unlabeled],
    }))
    return toRows.length === 0 ? [] : [{ from: { id }, to: toRows }]
  })
  const without = inputs.length - results.length
  const errors = [
    { status: 'error', category: 'OBJECT_NOT_FOUND', subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' },
  ]
  return told(
    { status: 'COMPLETE', results, ...(without > 0 && { numErrors: without, errors }) },
    without > 0 ? 207 : 200,
  )
}

function pipelinesOf(world: World): Answer {
  const results = world.pipelines.map(({ id, label, stages }, displayOrder) => ({
    id,
    label,
    displayOrder,
    archived: false,
    createdAt: isoOf(0),
    updatedAt: isoOf(0),
    stages: stages.map((stage, order) => ({
      id: stage.id,
      label: stage.label,
      displayOrder: order,
      archived: false,
      createdAt: isoOf(0),
      updatedAt: isoOf(0),
      metadata: { isClosed: String(stage.isClosed), probability: stage.isWon ? '1.0' : '0.2' },
    })),
  }))
  return told({ results })
}

const PROPERTY = /^\/crm\/v3\/properties\/([a-z]+)\/([a-z_]+)$/

function propertyRoute({ method, path }: Asked): CrmRoute | undefined {
  const [, type = '', name = ''] = PROPERTY.exec(path) ?? []
  if (!isType(type) || method !== 'GET') return undefined
  const answer = ({ choices }: World) => {
    const options = choices[type]?.[name]
    if (!options) return missing()
    const shown = Object.entries(options).map(([value, label], displayOrder) => ({
      value,
      label,
      displayOrder,
      hidden: false,
    }))
    return told({ name, type: 'enumeration', fieldType: 'select', hubspotDefined: true, options: shown })
  }
  return { place: 'properties', scope: scopeOf(type), answer }
}

/** Of amounts that name none. */
export const HOME_CURRENCY = 'EUR'

const account = () =>
  told({
    portalId: HUB_ID,
    accountType: 'STANDARD',
    timeZone: 'Europe/Dublin',
    companyCurrency: HOME_CURRENCY,
    additionalCurrencies: ['GBP', 'JPY'],
    uiDomain: 'app.hubspot.com',
  })

function objectRoute(type: ObjectType, rest: string, method: string): CrmRoute | undefined {
  const scope = scopeOf(type)
  if (rest === '' && method === 'GET')
    return { place: 'list', scope, answer: (world, asked) => listed(type, world, asked) }
  if (rest === 'search' && method === 'POST')
    return {
      place: 'search',
      scope,
      answer: (world, { body }) => searched(type, world.indexed(type), JSON.parse(body) as SearchBody),
    }
  if (/^\d+$/.test(rest) && method === 'GET')
    return { place: 'one', scope, answer: (world, asked) => one({ type, id: rest }, world, asked) }
  return undefined
}

const ASSOCIATIONS = /^\/crm\/v4\/associations\/([a-z]+)\/([a-z]+)\/batch\/read$/

function associationRoute({ method, path }: Asked): CrmRoute | undefined {
  const [, from = '', to = ''] = ASSOCIATIONS.exec(path) ?? []
  if (!isType(from) || !isType(to) || method !== 'POST') return undefined
  return {
    place: 'associations',
    scope: scopeOf(from),
    answer: (world, asked) => associations({ from, to }, world, asked),
  }
}

const settings: Readonly<Record<string, CrmRoute>> = {
  '/crm/v3/pipelines/deals': { place: 'pipelines', scope: scopeOf('deals'), answer: pipelinesOf },
  '/account-info/v3/details': { place: 'account', scope: 'oauth', answer: account },
}

/** What an address asks for; undefined for what is not spoken here. */
export function crmRoute(asked: Asked): CrmRoute | undefined {
  const { method, path } = asked
  const [, type = '', rest = ''] = /^\/crm\/v3\/objects\/([a-z]+)\/?([^/]*)$/.exec(path) ?? []
  if (isType(type)) return objectRoute(type, rest, method)
  return associationRoute(asked) ?? propertyRoute(asked) ?? (method === 'GET' ? settings[path] : undefined)
}
