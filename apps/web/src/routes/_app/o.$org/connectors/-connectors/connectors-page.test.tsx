import '@testing-library/jest-dom/vitest'
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../../testing/stand-in.ts'
import type { Stream, WholeConnection } from './connectors-types.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const TYPE = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const AT = '2026-11-20T09:00:00.000Z'

const stream: Stream = {
  id: ID,
  name: 'orders',
  title: 'Orders',
  datasetId: ID,
  phase: 'live',
  read: 5_000,
  total: 5_000,
  error: null,
  proof: null,
  syncedAt: AT,
}
const shop: WholeConnection = {
  id: ID,
  provider: 'shopify',
  account: 'tide-and-fennel.myshopify.com',
  title: 'tide-and-fennel',
  state: 'ok',
  reason: '',
  withPersonal: true,
  isReading: false,
  syncedAt: AT,
  createdAt: AT,
  updatedAt: AT,
  version: 3,
  streams: [stream],
}
const services = [
  { name: 'shopify', title: 'Shopify', about: 'Orders of a shop.', wayIn: 'oauth', isReady: true },
  { name: 'stripe', title: 'Stripe', about: 'Payments.', wayIn: 'key', isReady: true },
]

const reader = ['connectors.connection.read', 'organization.read']
const manager = [...reader, 'connectors.sync.write', 'connectors.connection.manage']
const allowed = (permissions: string[]) => () => ({
  ...me,
  organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
})

const hub = standIn({})
let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
  hub.procedures.set('auth.me', allowed(manager))
  hub.procedures.set('connectors.providers', () => ({ items: services }))
  show(shop)
})
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

function show(connection: WholeConnection): void {
  const { streams: _, ...listed } = connection
  hub.procedures.set('connectors.connections.list', () => ({ items: [listed], nextCursor: null }))
  hub.procedures.set('connectors.connections.get', () => connection)
}
const open = (search = '') => {
  app = openApp(`/o/tide-fennel/connectors${search}`)
}
const sent = (path: string) => hub.calls.filter((call) => call.path === path).map(({ input }) => input)

describe('the page of connectors (CONN-1)', () => {
  it('has no buttons for whoever may only look, and says who can', async () => {
    hub.procedures.set('auth.me', allowed(reader))
    open(`?connection=${ID}`)
    expect(await screen.findByText(/somebody who manages Connectors, can connect these/)).toBeVisible()
    const drawer = within(await screen.findByRole('dialog', { name: 'tide-and-fennel' }))
    expect(await drawer.findByText('In sync')).toBeVisible()
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).not.toContain('Connect')
    expect(drawer.getAllByRole('button')).toHaveLength(1)
  })

  it('asks nobody to connect a service who cannot', async () => {
    hub.procedures.set('connectors.connections.list', () => ({ items: [], nextCursor: null }))
    hub.procedures.set('auth.me', allowed(reader))
    open()
    expect(await screen.findByText('What an owner connects comes into Data by itself.')).toBeVisible()
    expect(screen.queryByText(/^Connect a service below/)).toBeNull()
  })

  it('says who has to set up a service that is not ready, without a button', async () => {
    hub.procedures.set('connectors.providers', () => ({
      items: services.map((service) => ({ ...service, isReady: service.name === 'stripe' })),
    }))
    open()
    expect(await screen.findByText(/Ask whoever runs this hub to set up Shopify first/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Connect Shopify' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Connect Stripe' })).toBeVisible()
  })

  it('says why a connection is broken, and offers to connect the same shop again', async () => {
    show({ ...shop, state: 'broken', reason: 'Shopify no longer accepts it.' })
    open(`?connection=${ID}`)
    const drawer = within(await screen.findByRole('dialog', { name: 'tide-and-fennel' }))
    expect(await drawer.findByText('Has to be connected again')).toBeVisible()
    expect(drawer.getByText('Shopify no longer accepts it.')).toBeVisible()
    expect(drawer.queryByRole('button', { name: 'Read now' })).toBeNull()
    await userEvent.click(drawer.getByRole('button', { name: 'Connect again' }))
    expect(await screen.findByLabelText('Address of the shop')).toHaveValue(shop.account)
  })

  it('follows what is read until it is all there', async () => {
    const streams = [{ ...stream, phase: 'backfill' as const, read: 3_200, syncedAt: null }]
    show({ ...shop, isReading: true, streams })
    open(`?connection=${ID}`)
    const drawer = within(await screen.findByRole('dialog', { name: 'tide-and-fennel' }))
    expect(await drawer.findByText('3,200 of 5,000 read')).toBeVisible()
    expect(drawer.getByText('64%')).toBeVisible()
    expect(drawer.getByText('Reading what was there before')).toBeVisible()
    const proof = { there: 5_000, here: 5_000, removed: 3, at: AT }
    show({ ...shop, streams: [{ ...stream, proof }] })
    expect(await drawer.findByText('In sync')).toBeVisible()
    expect(drawer.getByText(/5,000 there, 5,000 here, 3 taken out/)).toBeVisible()
  })

  it('leads to the objects that a stream brought, or to what it reads where nothing came of it', async () => {
    hub.procedures.set('auth.me', allowed([...manager, 'foundry.data.read']))
    const source = { id: ID, title: 'Orders of tide-and-fennel', types: [{ id: TYPE, plural: 'Orders' }] }
    hub.procedures.set('modules.foundry.datasets.get', () => source)
    open(`?connection=${ID}`)
    await userEvent.click(await screen.findByRole('link', { name: 'Show in Data: Orders' }))
    await vi.waitUntil(() => app?.router.state.location.href === `/o/tide-fennel/foundry?type=${TYPE}`)
    app?.close()
    hub.procedures.set('modules.foundry.datasets.get', () => ({ ...source, types: [] }))
    open(`?connection=${ID}`)
    await userEvent.click(await screen.findByRole('link', { name: 'Show in Data: Orders' }))
    await vi.waitUntil(() => app?.router.state.location.pathname === '/o/tide-fennel/foundry/sources')
    expect(app?.router.state.location.search).toEqual({ dataset: ID })
  })

  it('goes on with what was still to be read', async () => {
    show({ ...shop, isReading: true, state: 'paused', streams: [{ ...stream, phase: 'backfill', read: 10 }] })
    hub.procedures.set('connectors.connections.resume', () => shop)
    open(`?connection=${ID}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('tide-and-fennel goes on.')).toBeVisible()
    expect(sent('connectors.connections.resume')).toMatchObject([{ id: ID, version: 3 }])
  })

  it('reads what changed by a job, and says when that is done', async () => {
    hub.procedures.set('connectors.syncs.start', () => ({ jobId: ID }))
    hub.procedures.set('jobs.get', () => ({ id: ID, status: 'done' }))
    open(`?connection=${ID}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Read now' }))
    expect(await screen.findByText('tide-and-fennel is up to date.')).toBeVisible()
    expect(sent('connectors.syncs.start')).toMatchObject([{ connectionId: ID }])
  })

  it('keeps a connection that could not be ended', async () => {
    hub.procedures.set('connectors.connections.end', () => {
      throw refuse('UNAVAILABLE', 'Try again soon.')
    })
    open(`?connection=${ID}`)
    await userEvent.click(await screen.findByRole('button', { name: 'End connection' }))
    await userEvent.click(await screen.findByRole('radio', { name: /^Keep the data as it is/ }))
    await userEvent.click(screen.getByRole('button', { name: 'End it' }))
    expect(await screen.findByText('tide-and-fennel is still connected. Try again soon.')).toBeVisible()
    expect(sent('connectors.connections.end')).toMatchObject([{ id: ID, keepsData: true }])
  })
})
