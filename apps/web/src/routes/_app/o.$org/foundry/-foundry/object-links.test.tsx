import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const ORDERS = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const LINK = '01a1f859-d525-702e-874d-6f9b61ee33ce'
const permissions = ['foundry.data.read', 'organization.read']
const at = '2026-11-26T08:00:00.000Z'
const link = { linkId: LINK, name: 'orders', title: 'Orders', isOne: false, typeId: ORDERS, property: null }

const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.foundry.objects.get': () => ({
    id: ID,
    typeId: ID,
    type: 'Customer',
    key: 'C|17',
    title: 'Nora',
    dataset: 'Till',
    facts: [],
    links: [{ ...link, count: 334, object: null, refersTo: 'C|17' }],
    removedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }),
  'modules.foundry.objects.history': () => ({ items: [], nextCursor: null }),
  'modules.foundry.objects.linked': () => ({
    items: [{ id: ID, typeId: ORDERS, key: 'R1', title: 'R1', values: {}, links: {} }],
    nextCursor: 'more',
  }),
  'modules.foundry.types.get': () => ({
    id: ORDERS,
    name: 'order',
    title: 'Order',
    plural: 'Orders',
    objects: 1_000,
    version: 1,
    titleProperty: 'number',
    fillingJobId: null,
    properties: [{ name: 'customer', title: 'Customer', kind: 'text', isFiltered: true }],
    links: [
      {
        id: LINK,
        name: 'customer',
        title: 'Customer',
        isOne: true,
        typeId: ID,
        property: 'customer',
        otherProperty: null,
      },
    ],
    sources: [],
  }),
})

describe('what an object is linked with (FND-1)', () => {
  it('opens as a list of its own, where hundreds are filtered and added up', async () => {
    hub.open(`/o/tide-fennel/foundry/objects/${ID}`)
    const all = await screen.findByRole('link', { name: 'Filter and add these up' })
    const { searchParams } = new URL(all.getAttribute('href') ?? '', 'http://hub.test')
    expect(searchParams.get('type')).toBe(ORDERS)
    // A bar in a key parts no alternatives.
    expect(searchParams.get('where')).toBe(String.raw`customer=C\|17`)
  })
})
