import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'

const TYPE = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const VIEW = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const permissions = ['foundry.data.read', 'foundry.data.write', 'organization.read']
const named = { name: 'customer', title: 'Customer', plural: 'Customers', objects: 2, version: 1 }
const type = { ...named, id: TYPE, archivedAt: null }
const property = (name: string, title: string, kind = 'text') => ({ name, title, kind, isFiltered: true })
const view = {
  id: VIEW,
  list: 'foundry.objects',
  ofId: TYPE,
  title: 'Customers',
  name: 'Late in Galway',
  isShared: true,
  isMine: false,
  page: '/o/tide-fennel/foundry',
  shown: { type: TYPE, where: 'city=Galway', by: 'spent', desc: true, cols: 'spent,city' },
  updatedAt: '2026-11-26T08:00:00.000Z',
  version: 3,
}

const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.foundry.types.list': () => ({ items: [type], nextCursor: null }),
  'modules.foundry.types.get': () => ({
    ...type,
    titleProperty: 'name',
    fillingJobId: null,
    properties: [property('name', 'Name'), property('city', 'City'), property('spent', 'Spent', 'number')],
    links: [],
    sources: [],
  }),
  'modules.foundry.objects.search': () => ({
    items: [
      { id: TYPE, typeId: TYPE, key: '1', title: 'Nora', values: { city: 'Galway', spent: 3 }, links: {} },
    ],
    nextCursor: null,
  }),
  'modules.foundry.objects.count': () => ({ count: 1, of: 2 }),
  'modules.foundry.objects.facet': () => ({
    kind: 'number',
    values: [],
    others: 0,
    empty: 0,
    from: '1',
    to: '3',
    bars: [],
  }),
  'modules.foundry.objects.export': () => ({ path: '/files/x', expiresAt: '2026-11-26T08:10:00.000Z' }),
  'views.list': () => ({ items: [view], nextCursor: null }),
  'views.get': () => view,
  'views.create': (input) => ({ ...view, ...(input as object), id: TYPE, isMine: true }),
  'views.update': () => ({ ...view, version: 4 }),
})

const heads = async () => {
  const all = await screen.findAllByRole('columnheader')
  return all.map(({ textContent }) => textContent)
}
const act = async (menu: RegExp, item: string) => {
  await userEvent.click(await screen.findByRole('button', { name: menu }))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}

describe('saved views of the data (FND-1)', () => {
  it('open by their address alone, with filters, order and columns', async () => {
    const { router } = hub.open(`/o/tide-fennel/views/${VIEW}`)
    expect(await screen.findByRole('button', { name: /Late in Galway/ })).not.toHaveTextContent('changed')
    expect(router.state.location.search).toMatchObject({ where: 'city=Galway', by: 'spent', desc: true })
    expect(await heads()).toEqual(['Customer', 'Spent', 'City'])
  })

  it('say when something else is shown, and are saved as that', async () => {
    hub.open(`/o/tide-fennel/foundry?type=${TYPE}&saved=${VIEW}&where=city%3DCork&cols=city`)
    expect(await screen.findByRole('button', { name: /Late in Galway/ })).toHaveTextContent('changed')
    expect(await heads()).toEqual(['Customer', 'City'])
    await act(/Late in Galway/, 'Save changes to “Late in Galway”')
    await waitFor(() =>
      expect(hub.inputs('views.update')[0]).toMatchObject({
        id: VIEW,
        version: 3,
        shown: { type: TYPE, where: 'city=Cork', cols: 'city' },
      }),
    )
  })

  it('are made of what is shown', async () => {
    const { router } = hub.open(`/o/tide-fennel/foundry?type=${TYPE}&q=nora&by=spent&desc=true`)
    await act(/^Views/, 'Save as a view')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine')
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }))
    await waitFor(() =>
      expect(hub.inputs('views.create')[0]).toMatchObject({
        list: 'foundry.objects',
        name: 'Mine',
        isShared: false,
        shown: { type: TYPE, q: 'nora', by: 'spent', desc: true, cols: 'city,spent' },
      }),
    )
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ saved: TYPE, cols: 'city,spent' }),
    )
  })

  it('leave as a sheet just as they are shown', async () => {
    hub.open(`/o/tide-fennel/foundry?view=${VIEW}`)
    await act(/^Export/, 'Export the columns shown')
    await waitFor(() =>
      expect(hub.inputs('modules.foundry.objects.export')[0]).toMatchObject({
        columns: ['spent', 'city'],
        by: 'spent',
        descending: true,
      }),
    )
  })
})
