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

const schedule = {
  name: 'credit holds',
  everyMs: 10_000,
  dailyAt: null,
  dueAt: '2026-11-20T09:00:10.000Z',
  isRunning: false,
  startedAt: '2026-11-20T09:00:00.000Z',
  endedAt: '2026-11-20T09:00:00.000Z',
  durationMs: 12,
  lastError: null,
  failures: 0,
  runs: 40,
}

let row: Partial<Record<keyof typeof job, unknown>> = {}
const hub = appOnHub({
  'auth.me': () => ({ ...me, user: { ...me.user, isPlatformAdmin: true } }),
  'admin.jobs.list': () => ({ items: [{ ...job, ...row }], nextCursor: null }),
  'admin.jobs.state': () => ({ ...state, oldestWaitingAt: null }),
  'admin.organizations.list': () => ({
    items: [{ id: ORGANIZATION, name: 'Tide & Fennel' }],
    nextCursor: null,
  }),
  'admin.jobs.retryAll': () => ({ count: 3 }),
  'admin.jobs.runSchedule': () => ({ done: true }),
  'admin.jobs.schedules': () => ({
    schedules: [
      schedule,
      { ...schedule, name: 'shelf.count', dailyAt: '06:30', failures: 2, lastError: 'The shelf is shut.' },
    ],
  }),
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

  it('are narrowed to one organization and to words, as the address says', async () => {
    hub.open(`/admin/jobs?org=${ORGANIZATION}`)
    await screen.findByRole('row', { name: /Export of tasks/ })
    await userEvent.type(screen.getByLabelText('Search jobs'), 'tasks')
    await waitFor(() =>
      expect(hub.inputs('admin.jobs.list').at(-1)).toMatchObject({ orgId: ORGANIZATION, search: 'tasks' }),
    )
  })

  it('warn where nobody runs any', async () => {
    hub.procedures.set('admin.jobs.state', () => ({ ...state, workers: [], oldestWaitingAt: job.createdAt }))
    await open({})
    expect(await screen.findByText('Nobody runs jobs now')).toBeDefined()
    expect(screen.getByText('The first of them waits since')).toBeDefined()
  })
})

describe('scheduled work', () => {
  it('says how often, how it went, and why it failed', async () => {
    hub.open('/admin/jobs')
    const fine = await screen.findByRole('row', { name: /credit holds/ })
    expect(within(fine).getByText('every 10 seconds')).toBeDefined()
    expect(within(fine).getByText('Done in 12 ms')).toBeDefined()
    const broken = screen.getByRole('row', { name: /shelf\.count/ })
    expect(within(broken).getByText(/daily at 06:30/)).toBeDefined()
    expect(within(broken).getByText('Failed 2 times')).toBeDefined()
    expect(within(broken).getByText('The shelf is shut.')).toBeDefined()
  })

  it('is run now', async () => {
    hub.open('/admin/jobs')
    await userEvent.click(await screen.findByRole('button', { name: 'Run now: credit holds' }))
    await waitFor(() =>
      expect(hub.inputs('admin.jobs.runSchedule')).toEqual([
        { name: 'credit holds', idempotencyKey: expect.any(String) },
      ]),
    )
  })
})

it('all that were given up are tried again at once', async () => {
  hub.open('/admin/jobs')
  await userEvent.click(await screen.findByRole('button', { name: 'Try all given-up ones again' }))
  expect(await screen.findByText('3 jobs wait to be tried again.')).toBeDefined()
})
