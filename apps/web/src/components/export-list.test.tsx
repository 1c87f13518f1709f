import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { me } from '../testing/open-app.tsx'

const permissions = ['organization.read', 'member.read', 'credits.read', 'ops.task.read']
const none = () => ({ items: [], nextCursor: null })
const move = {
  id: 1,
  at: '2026-11-20T09:00:00.000Z',
  kind: 'charge',
  title: 'Read tasks',
  sentence: [{ text: 'Read tasks', link: null }],
  procedure: 'modules.ops.tasks.list',
  door: 'mcp',
  driver: null,
  actorId: null,
  actorName: null,
  apiKeyName: null,
  deltaMicro: -10_000,
  availableAfterMicro: 990_000,
}
const hub = appOnHub({
  'auth.me': () => ({ ...me, organizations: me.organizations.map((one) => ({ ...one, permissions })) }),
  'organizations.members.list': none,
  'credits.history': () => ({ items: [move], nextCursor: 'more' }),
  'modules.ops.tasks.list': none,
  'credits.export': () => ({ path: '#/exports/files/one' }),
  'modules.ops.tasks.export': () => ({ path: '#/exports/files/two' }),
  'organizations.members.export': () => ({ path: '#/exports/files/three' }),
})

it.each([
  ['/o/tide-fennel/credits?kind=charge&door=mcp', 'credits.export', { kind: 'charge', door: 'mcp' }],
  ['/o/tide-fennel/tasks?priority=high&who=me', 'modules.ops.tasks.export', { priority: 'high', mine: true }],
  ['/o/tide-fennel/team', 'organizations.members.export', {}],
])('%s exports all that its filters say, from the hub', async (path, procedure, filters) => {
  hub.open(path)
  await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }))
  await waitFor(() => expect(location.hash).toMatch(/^#\/exports\/files\//))
  expect(hub.inputs(procedure)).toEqual([{ ...filters, idempotencyKey: expect.any(String) }])
})
