import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Job } from '../../../../../components/job-states.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const job: Job = {
  id: ID,
  kind: 'list.export',
  title: 'Export of tasks',
  status: 'queued',
  priority: 'normal',
  attempts: 0,
  attemptsAtMost: 5,
  done: 0,
  total: null,
  note: null,
  error: null,
  hasFile: false,
  result: null,
  askedByName: 'Maeve Brannigan',
  isMine: true,
  isBeingCanceled: false,
  dueAt: '2026-11-20T09:00:00.000Z',
  createdAt: '2026-11-20T09:00:00.000Z',
  startedAt: null,
  finishedAt: null,
}
const dead: Partial<Job> = {
  status: 'dead',
  attempts: 5,
  error: { code: 'PAYLOAD_TOO_LARGE', message: 'This list is too long for one file.' },
}
const asKeeper = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: ['organization.read', 'job.read', ...permissions],
  })),
})

let rows: Partial<Job>[] = []
const page = (input: unknown) => {
  const { status } = input as { status?: string }
  const items = rows.map((row) => ({ ...job, ...row }))
  return { items: items.filter((row) => status === undefined || row.status === status), nextCursor: null }
}
const becomes = (change: Partial<Job>) => () => {
  rows = [change]
  return { ...job, ...change }
}
const hub = appOnHub({
  'auth.me': () => asKeeper('job.manage'),
  'jobs.list': page,
  'jobs.get': () => ({ ...job, ...rows[0], events: [] }),
  'jobs.cancel': becomes({ status: 'canceled' }),
  'jobs.retry': becomes({ status: 'queued' }),
  'jobs.discard': becomes({ ...dead, status: 'canceled' }),
  'jobs.retryAll': () => {
    rows = [{ status: 'queued' }]
    return { count: 3 }
  },
  'jobs.file': () => ({ path: '#/exports/files/one' }),
})
const open = (path: string, ...jobs: Partial<Job>[]) => {
  rows = jobs
  return hub.open(`/o/tide-fennel/jobs${path}`)
}
const row = () => screen.findByRole('row', { name: /Export of tasks/ })
const acts = (inside: HTMLElement) =>
  within(inside)
    .queryAllByRole('button')
    .map(({ textContent }) => textContent)
const byId = { id: ID, idempotencyKey: expect.any(String) }

describe('the list of jobs', () => {
  it.each<[string, Partial<Job>, string[]]>([
    ['Waiting', {}, ['Cancel']],
    ['1,200 of 5,000', { status: 'running', done: 1_200, total: 5_000 }, ['Cancel']],
    ['Being canceled', { status: 'running', isBeingCanceled: true }, []],
    ['Done', { status: 'done', hasFile: true }, ['Open file']],
    ['Done', { status: 'done' }, []],
    ['5,000 rows', { status: 'done', hasFile: true, result: { rows: 5_000 } }, ['Open file']],
    ['This list is too long for one file.', dead, ['Try again', 'Put aside']],
    ['Canceled', { status: 'canceled' }, []],
    ['Put aside', { ...dead, status: 'canceled' }, []],
  ])('says “%s” and offers what fits', async (words, state, offered) => {
    open('', state)
    const shown = await row()
    expect(within(shown).getByText(words)).toBeDefined()
    expect(acts(shown)).toEqual(offered)
  })

  it('names who asked where it was somebody else', async () => {
    open('', { isMine: false, askedByName: 'Colm Reilly' })
    expect(within(await row()).getByText('Asked for by Colm Reilly.')).toBeDefined()
  })

  it('cancels a job that waits', async () => {
    open('', {})
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel: Export of tasks' }))
    await waitFor(async () => expect(within(await row()).getByText('Canceled')).toBeDefined())
    expect(hub.inputs('jobs.cancel')).toEqual([byId])
  })

  it('shows what became of a job that could no longer be canceled', async () => {
    open('', {})
    hub.procedures.set('jobs.cancel', () => {
      rows = [{ status: 'done' }]
      throw refuse('CONFLICT', 'This job has ended already.')
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel: Export of tasks' }))
    expect(await screen.findByText('This job has ended already.')).toBeDefined()
    await waitFor(async () => expect(within(await row()).getByText('Done')).toBeDefined())
  })

  it('opens the file of a job that is done', async () => {
    open('', { status: 'done', hasFile: true })
    await userEvent.click(await screen.findByRole('button', { name: 'Open file: Export of tasks' }))
    await waitFor(() => expect(location.hash).toBe('#/exports/files/one'))
    expect(hub.inputs('jobs.file')).toEqual([byId])
  })

  it('asks anew by itself while something runs', async () => {
    open('', { status: 'running', done: 10, total: 20 })
    await row()
    rows = [{ status: 'done' }]
    await waitFor(async () => expect(within(await row()).getByText('Done')).toBeDefined(), {
      timeout: 4_000,
    })
  })

  it('lets whoever manages jobs try all again, while there is one', async () => {
    open('', dead)
    await userEvent.click(await screen.findByRole('button', { name: 'Try all again' }))
    expect(await screen.findByText('3 jobs wait to be tried again.')).toBeDefined()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Try all again' })).toBeNull())
  })

  it('offers neither that nor “Mine” to anybody else', async () => {
    hub.procedures.set('auth.me', () => asKeeper())
    open('', dead)
    await row()
    expect(screen.queryByRole('button', { name: 'Try all again' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Mine' })).toBeNull()
  })

  it('keeps its filters in the address', async () => {
    const { router } = open('?status=dead&mine=true')
    expect(await screen.findByText('None of these')).toBeDefined()
    expect(hub.inputs('jobs.list')[0]).toEqual({ limit: 30, status: 'dead', isMine: true })
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter Given up' }))
    await waitFor(() => expect(router.state.location.search).toEqual({ mine: true }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter Mine' }))
    await waitFor(() => expect(router.state.location.search).toEqual({}))
  })

  it('ignores a state that does not exist', async () => {
    open('?status=lost')
    await screen.findByText('Nothing runs, and nothing did lately')
    expect(hub.inputs('jobs.list')[0]).toEqual({ limit: 30 })
  })
})

describe('the page of a job', () => {
  it('says why it was given up and what to do', async () => {
    open(`/${ID}`, dead)
    expect(await screen.findByText('Trying it again will not help. Ask for less of it.')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Put aside' }))
    await waitFor(() => expect(screen.getAllByText('Put aside').length).toBeGreaterThan(0))
    expect(hub.inputs('jobs.discard')).toEqual([byId])
  })

  it('tells each try', async () => {
    open(`/${ID}`, { status: 'running', attempts: 2 })
    hub.procedures.set('jobs.get', () => ({
      ...job,
      status: 'running',
      attempts: 2,
      events: [
        { status: 'queued', attempt: 0, at: job.createdAt, message: null },
        { status: 'started', attempt: 1, at: job.createdAt, message: null },
        { status: 'failed', attempt: 1, at: '2026-11-20T09:00:04.000Z', message: 'The hub is busy.' },
        { status: 'started', attempt: 2, at: '2026-11-20T09:00:09.000Z', message: null },
      ],
    }))
    const steps = within(await screen.findByRole('list', { name: 'What became of it' })).getAllByRole(
      'listitem',
    )
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('You asked for it'),
      expect.stringMatching(/^Failed: Try 1.*The hub is busy\. Took 4 s\./),
      expect.stringContaining('Try 2'),
    ])
  })

  it('says so where there is none', async () => {
    hub.procedures.set('jobs.get', () => {
      throw refuse('NOT_FOUND', 'This is not here, or not for you.')
    })
    open(`/${ID}`)
    expect(await screen.findByText('There is no such job')).toBeDefined()
  })
})
