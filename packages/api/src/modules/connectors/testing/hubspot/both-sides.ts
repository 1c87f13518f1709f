import { expect } from 'vitest'
import type { TestOrg } from '../../../../testing/index.ts'
import { allObjects } from '../brought.ts'
import { HOME_CURRENCY } from './crm-api.ts'
import type { Properties } from './rows.ts'
import type { World } from './world.ts'

const moneyHere = (value: unknown) => {
  if (value === null || value === undefined) return null
  const { amount, currency } = value as { amount: string; currency: string }
  return `${Number(amount)} ${currency}`
}

async function here(org: TestOrg) {
  const [companies, contacts, deals] = [
    await allObjects(org, 'Companies'),
    await allObjects(org, 'Contacts'),
    await allObjects(org, 'Deals'),
  ]
  return {
    companies: Object.fromEntries(
      companies.map(({ key, values }) => [key, [values['name'], values['industry'] ?? null]]),
    ),
    contacts: Object.fromEntries(
      contacts.map(({ key, values, links }) => [
        key,
        [values['name'], values['stage'], links['company']?.title ?? null],
      ]),
    ),
    deals: Object.fromEntries(
      deals.map(({ key, values, links }) => [
        key,
        [
          values['state'],
          values['stage'],
          moneyHere(values['amount']),
          links['company']?.title ?? null,
          links['contact']?.title ?? null,
        ],
      ]),
    ),
  }
}

const nameOf = (world: World, id: string | undefined) => {
  const row = id === undefined ? undefined : world.rows('contacts').find((one) => one.id === id)
  return row ? `${row.properties['firstname']} ${row.properties['lastname']}` : null
}

function there(world: World) {
  const companyOf = (id: string | null | undefined) =>
    world.rows('companies').find((one) => one.id === id)?.properties['name'] ?? null
  const labelOf = (type: string, property: string, properties: Properties) =>
    world.choices[type]?.[property]?.[properties[property] ?? ''] ?? null
  const stages = world.pipelines.flatMap(({ stages: inIt }) => inIt)
  return {
    companies: Object.fromEntries(
      world
        .rows('companies')
        .map(({ id, properties }) => [
          id,
          [properties['name'], labelOf('companies', 'industry', properties)],
        ]),
    ),
    contacts: Object.fromEntries(
      world
        .rows('contacts')
        .map(({ id, properties }) => [
          id,
          [
            nameOf(world, id),
            labelOf('contacts', 'lifecyclestage', properties),
            companyOf(properties['associatedcompanyid']),
          ],
        ]),
    ),
    deals: Object.fromEntries(
      world.rows('deals').map(({ id, properties }) => {
        const stage = stages.find((one) => one.id === properties['dealstage'])
        const closed = stage?.isWon === true ? 'won' : 'lost'
        const { amount, deal_currency_code: currency } = properties
        const [contact] = world.associated('deals', id, 'contacts').toSorted((a, b) => Number(a) - Number(b))
        return [
          id,
          [
            stage?.isClosed === true ? closed : 'open',
            stage?.label,
            amount ? `${Number(amount)} ${currency ?? HOME_CURRENCY}` : null,
            companyOf(world.associated('deals', id, 'companies')[0]),
            nameOf(world, contact),
          ],
        ]
      }),
    ),
  }
}

/** Nothing is missing, nothing is too many, and nothing is old. */
export async function expectTheSame(org: TestOrg, world: World): Promise<void> {
  expect(await here(org)).toEqual(there(world))
}
