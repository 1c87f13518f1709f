import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const ORGANIZATION = '01a1f859-d525-702e-874d-6f9b61ee33bb'
const job = {
  id: ID,
  kind: 'list.export',
  title: 'Export of tasks',
  status: 'queued',
  priority: 'normal',
  attempts: 0,
  done: 0,
  total: null,
  error: null,
  orgId: ORGANIZATION,
  orgSlug: 'tide-fennel',
  orgName: 'Tide & Fennel',
  dueAt: '2026-11-20T09:00:00.000Z',
  createdAt: '2026-11-20T09:00:00.000Z',
  startedAt: null,
  finishedAt: null,
}
const state = {
  workers: [{ id: ID, version: 'jobs-1', beatAt: job.createdAt }],
  waiting: 1,
  running: 2,
  dead: 3,
}

let row: Partial<Record<keyof typeof job, unknown>> = {}
const hub = appOnHub({
  'auth.me': () => ({ ...me, user: { ...me.user, isPlatformAdmin: true } }),
  'admin.jobs.list': () => ({ items: [{ ...job, ...row }], nextCursor: null }),
  'admin.jobs.state': () => ({ ...state, oldestWaitingAt: null }),
  'admin.jobs.act': () => {
    row = { status: 'canceled' }
    return { done: true }
  },
})
const open = (change: typeof row) => {
  row = change
  hub.open('/admin/jobs')
  return screen.findByRole('row', { name: /Export of tasks/ })
}
const acts = (inside: HTMLElement) =>
  within(inside)
    .queryAllByRole('button')
    .map(({ textContent }) => textContent)

describe('the jobs of the hub', () => {
  it.each([
    ['Waiting', {}, ['Cancel']],
    [/1,200 of 5,000/, { status: 'running', done: 1_200, total: 5_000 }, ['Cancel']],
    ['Done', { status: 'done' }, []],
    [
      'Something broke on our side.',
      { status: 'dead', error: { code: 'INTERNAL', message: 'Something broke on our side.' } },
      ['Try again', 'Put aside'],
    ],
  ])('say “%s” and offer what fits', async (words, change, offered) => {
    const shown = await open(change)
    expect(within(shown).getByText(words)).toBeDefined()
    expect(acts(shown)).toEqual(offered)
  })

  it('name their organization, and lead there', async () => {
    const link = within(await open({})).getByRole('link', { name: 'Tide & Fennel' })
    expect(link.getAttribute('href')).toBe(`/admin/organizations/${ORGANIZATION}`)
  })

  it('are acted on', async () => {
    await userEvent.click(within(await open({})).getByRole('button', { name: /^Cancel: Export of tasks/ }))
    await waitFor(() => expect(screen.getByText('Canceled')).toBeDefined())
    expect(hub.inputs('admin.jobs.act')).toEqual([
      { id: ID, act: 'cancel', idempotencyKey: expect.any(String) },
    ])
  })

  it('say why one could not be acted on', async () => {
    hub.procedures.set('admin.jobs.act', () => {
      throw refuse('CONFLICT', 'This job has ended already.')
    })
    await userEvent.click(within(await open({})).getByRole('button', { name: /^Cancel/ }))
    expect(await screen.findByText('This job has ended already.')).toBeDefined()
  })

  it('warn where nobody runs any', async () => {
    hub.procedures.set('admin.jobs.state', () => ({ ...state, workers: [], oldestWaitingAt: job.createdAt }))
    await open({})
    expect(await screen.findByText('Nobody runs jobs now')).toBeDefined()
    expect(screen.getByText('The first of them waits since')).toBeDefined()
  })
})
