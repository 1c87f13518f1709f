import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { me, openApp } from '../testing/open-app.tsx'
import { refuse, standIn } from '../testing/stand-in.ts'

const id = '01a1f862-4270-71c0-966d-ec82eae29670'
const waiting = {
  id,
  title: 'Create a task',
  procedure: 'modules.ops.tasks.create',
  effect: 'write',
  args: { title: 'Call Altamira', dueOn: '2026-11-20' },
  preview: [
    { label: 'Title', value: 'Call Altamira' },
    { label: 'Due on', value: 'Friday, 20 November 2026' },
  ],
  subject: { text: 'Call Altamira', link: null as string | null },
  isMine: true,
  canApprove: true,
  askerName: 'Maeve Brannigan',
  askerApiKeyName: null,
  door: 'assistant',
  driver: 'built-in',
  conversationId: null,
  readBefore: [] as string[],
  status: 'pending',
  priceMicro: 50_000,
  createdAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-11-21T08:00:00.000Z',
  decidedAt: null as string | null,
  decidedByName: null as string | null,
  result: null,
  error: null as { code: string; message: string } | null,
  version: 1,
}

let stored: typeof waiting
const decided = (status: string) => () => {
  stored = {
    ...stored,
    status,
    decidedAt: '2026-11-20T08:01:00.000Z',
    decidedByName: 'Maeve Brannigan',
    version: stored.version + 1,
  }
  return stored
}
const edited = (input: unknown) => {
  const { args } = input as { args: typeof waiting.args }
  const { title } = args
  const subject = { text: title, link: null }
  stored = {
    ...stored,
    args,
    subject,
    preview: [{ label: 'Title', value: title }],
    version: stored.version + 1,
  }
  return stored
}
const withRights = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
})
const answers = {
  'auth.me': () => withRights('approval.read', 'approval.decide'),
  'approvals.get': () => stored,
  'approvals.list': () => ({ items: [stored], nextCursor: null }),
  'approvals.approve': decided('done'),
  'approvals.decline': decided('declined'),
  'approvals.edit': edited,
}
const hub = standIn(answers)
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp>
beforeEach(() => {
  stored = waiting
  hub.calls.length = 0
  for (const [path, answer] of Object.entries(answers)) hub.procedures.set(path, answer)
})
afterEach(() => {
  app.close()
  cleanup()
})

const open = () => {
  app = openApp(`/o/tide-fennel/approvals/${id}`)
  return screen.findByRole('group', { name: 'Create a task?' })
}
const inputOf = (path: string) => hub.calls.find((call) => call.path === path)?.input

describe('a request to approve (AI-3)', () => {
  it('shows exactly what will be written and its price, and runs with Y', async () => {
    const card = await open()
    expect(card).toHaveTextContent('Call Altamira')
    expect(card).toHaveTextContent('Friday, 20 November 2026')
    expect(card).toHaveTextContent('0.05 credits')
    card.focus()
    await userEvent.keyboard('y')
    expect(await screen.findByText(/Maeve Brannigan said yes/)).toBeInTheDocument()
    expect(inputOf('approvals.approve')).toEqual({ id, version: 1 })
  })

  it('links what it was about once it is decided', async () => {
    const link = '/o/tide-fennel/tasks?task=01a1f862-4270-71c0-966d-ec82eae29671'
    stored = { ...stored, subject: { text: 'Fix the seal', link } }
    const card = await open()
    card.focus()
    await userEvent.keyboard('n')
    expect(await screen.findByRole('link', { name: 'Fix the seal' })).toHaveAttribute('href', link)
  })

  it('is turned down with N', async () => {
    const card = await open()
    card.focus()
    await userEvent.keyboard('n')
    expect(await screen.findByText(/said no/)).toBeInTheDocument()
    expect(inputOf('approvals.decline')).toMatchObject({ id, version: 1 })
    expect(inputOf('approvals.approve')).toBeUndefined()
  })

  it('is changed with E, and waits again as it was changed', async () => {
    const card = await open()
    card.focus()
    await userEvent.keyboard('e')
    const title = await screen.findByRole('textbox', { name: 'Title' })
    await userEvent.clear(title)
    await userEvent.type(title, 'Call Altamira twice')
    await userEvent.click(screen.getByRole('button', { name: 'Save changes' }))
    await waitFor(() =>
      expect(inputOf('approvals.edit')).toMatchObject({
        id,
        version: 1,
        args: { ...waiting.args, title: 'Call Altamira twice' },
      }),
    )
    expect(await screen.findByRole('group', { name: 'Create a task?' })).toHaveTextContent(
      'Call Altamira twice',
    )
  })

  it('is not changed by somebody who did not ask for it, and who hears that they would sign it', async () => {
    stored = { ...waiting, isMine: false }
    const card = await open()
    expect(card).toHaveTextContent('Maeve Brannigan asked for it. If you say yes, it is done in your name.')
    expect(screen.queryByRole('button', { name: 'Edit first' })).toBeNull()
    card.focus()
    await userEvent.keyboard('e')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says when the assistant had read what others may have written', async () => {
    stored = { ...waiting, readBefore: ['List tasks', 'List comments'] }
    expect(await open()).toHaveTextContent(/what others may have written \(List tasks, List comments\)/)
  })

  it('still waits when the hub refuses, and says why', async () => {
    hub.procedures.set('approvals.approve', () => {
      throw refuse('PAYMENT_REQUIRED', 'This needs 0.05 credits and you have 0.01.')
    })
    await open()
    await userEvent.click(screen.getByRole('button', { name: 'Create' }))
    expect(await screen.findByText(/nothing happened\. This needs 0\.05 credits/)).toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Create a task?' })).toBeInTheDocument()
  })

  it('says what went wrong when the act failed', async () => {
    stored = {
      ...waiting,
      status: 'failed',
      error: { code: 'NOT_FOUND', message: 'That person is no longer here.' },
    }
    app = openApp(`/o/tide-fennel/approvals/${id}`)
    expect(await screen.findByText(/That person is no longer here/)).toBeInTheDocument()
  })

  it('offers no decision to those who may not decide', async () => {
    stored = { ...waiting, preview: [], canApprove: false }
    app = openApp(`/o/tide-fennel/approvals/${id}`)
    expect(
      await screen.findByText(/waits for a yes or no\. Only people who may do this themselves/),
    ).toBeInTheDocument()
    expect(screen.getByText('Waiting')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Create' })).not.toBeInTheDocument()
  })
})
