import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { me } from '../testing/open-app.tsx'
import { refuse } from '../testing/stand-in.ts'

const permissions = ['organization.read', 'member.read', 'credits.read', 'ops.task.read', 'job.read']
const JOB = '01a1f859-d525-702e-874d-6f9b61ee33cc'
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
  'credits.history': (input) => {
    const isFirst = !(input as { cursor?: string }).cursor
    return { items: isFirst ? [move] : [], nextCursor: isFirst ? 'more' : null }
  },
  'modules.ops.tasks.list': none,
  'credits.export': () => ({ path: '#/exports/files/one' }),
  'modules.ops.tasks.export': () => ({ path: '#/exports/files/two' }),
  'jobs.startExport': () => ({ id: JOB, isNew: true }),
  'jobs.file': () => ({ path: '#/exports/files/four' }),
  'organizations.members.export': () => ({ path: '#/exports/files/three' }),
})

const choose = async (act: string) => {
  await userEvent.click(await screen.findByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: act }))
}

const lists = [
  {
    path: '/credits?kind=charge&door=mcp',
    list: 'credits',
    procedure: 'credits.export',
    filters: { kind: 'charge', door: 'mcp' },
  },
  {
    path: '/tasks?priority=high&who=me',
    list: 'tasks',
    procedure: 'modules.ops.tasks.export',
    filters: { priority: 'high', mine: true },
  },
  { path: '/team', list: 'members', procedure: 'organizations.members.export', filters: {} },
]

describe.each(lists)('$path', ({ path, list, procedure, filters }) => {
  it('exports all that its filters say, from the hub', async () => {
    hub.open(`/o/tide-fennel${path}`)
    await choose('Export CSV')
    await waitFor(() => expect(location.hash).toMatch(/^#\/exports\/files\//))
    expect(hub.inputs(procedure)).toEqual([{ ...filters, idempotencyKey: expect.any(String) }])
  })

  it('has the same made in the background', async () => {
    hub.procedures.set('jobs.get', () => ({ title: 'Export', status: 'done', hasFile: false }))
    hub.open(`/o/tide-fennel${path}`)
    await choose('Export in the background')
    expect(await screen.findByText('The export is being made.')).toBeDefined()
    expect(hub.inputs('jobs.startExport')).toEqual([{ list, filters, idempotencyKey: expect.any(String) }])
  })
})

describe('an export in the background', () => {
  const running = { title: 'Export of members', status: 'running', hasFile: false }

  it('opens from the message that it is done', async () => {
    let job: object = running
    hub.procedures.set('jobs.get', () => job)
    hub.open('/o/tide-fennel/team')
    await choose('Export in the background')
    await waitFor(() => expect(hub.inputs('jobs.get')).toEqual([{ id: JOB }]))
    expect(screen.queryByText('Export of members finished.')).toBeNull()
    job = { ...running, status: 'done', hasFile: true }
    await userEvent.click(await screen.findByRole('button', { name: 'Open file' }))
    await waitFor(() => expect(location.hash).toBe('#/exports/files/four'))
    expect(hub.inputs('jobs.file')).toEqual([{ id: JOB, idempotencyKey: expect.any(String) }])
  })

  it('says that it failed', async () => {
    hub.procedures.set('jobs.get', () => ({ ...running, status: 'dead' }))
    hub.open('/o/tide-fennel/team')
    await choose('Export in the background')
    expect(await screen.findByText('Export of members failed.')).toBeDefined()
  })

  it('is made once where it is being made already', async () => {
    hub.procedures.set('jobs.get', () => ({ ...running, status: 'canceled' }))
    hub.procedures.set('jobs.startExport', () => ({ id: JOB, isNew: false }))
    hub.open('/o/tide-fennel/team')
    await choose('Export in the background')
    expect(await screen.findByText('This export is being made already.')).toBeDefined()
  })

  it('says why it cannot be asked for', async () => {
    hub.procedures.set('jobs.startExport', () => {
      throw refuse('TOO_MANY_REQUESTS', 'That was a lot at once.')
    })
    hub.open('/o/tide-fennel/team')
    await choose('Export in the background')
    expect(await screen.findByText('That was a lot at once.')).toBeDefined()
  })
})
