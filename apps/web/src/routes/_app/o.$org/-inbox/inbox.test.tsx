import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
import type { Notification } from './notification.ts'

const HOUR_MS = 3_600_000
/** By the clock of the hub, which is ahead of that of this computer. */
const now = new Date(Date.now() + HOUR_MS).toISOString()
const news: Notification = {
  id: '01a1f859-d525-702e-874d-000000000001',
  kind: 'ops.task.assigned',
  group: 'Tasks',
  title: 'Assigned to you',
  because: 'a task was assigned to you',
  icon: 'task',
  tone: 'usual',
  actorName: 'Colm Daly',
  actorAvatarUrl: null,
  sentence: [{ text: 'gave you “Seal the door”', link: null }],
  detail: null,
  entity: 'ops_task',
  entityId: '01a1f859-d525-702e-874d-000000000002',
  link: null,
  count: 1,
  isWaiting: false,
  createdAt: now,
  dueAt: now,
  readAt: null,
  doneAt: null,
}
const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((one) => ({
      ...one,
      permissions: [...one.permissions, 'notification.read', 'notification.write'],
    })),
  }),
  'notifications.list': () => ({ items: [news], nextCursor: null }),
  'notifications.unreadCount': () => ({ unread: 1 }),
  'notifications.markRead': () => ({ ...news, readAt: now }),
  'notifications.markAllRead': () => ({ count: 1 }),
  'notifications.done': () => ({ ...news, readAt: now, doneAt: now }),
})

async function openFirst() {
  hub.open('/o/tide-fennel/inbox')
  await userEvent.click(await screen.findByText(/gave you/))
  return within(screen.getByRole('region', { name: 'What is open' }))
}

describe('the inbox', () => {
  it('keeps what is read where it stands, also when the clock of the computer is slow', async () => {
    const open = await openFirst()
    expect(await open.findByRole('heading', { name: /gave you/ })).toBeInTheDocument()
    expect(hub.inputs('notifications.markRead')).toHaveLength(1)
    expect(within(screen.getByRole('region', { name: 'Inbox' })).getByText(/gave you/)).toBeInTheDocument()
  })

  it('keeps open what is read, also where only the unread are listed', async () => {
    hub.open('/o/tide-fennel/inbox?view=unread')
    await userEvent.click(await screen.findByText(/gave you/))
    hub.procedures.set('notifications.list', () => ({ items: [], nextCursor: null }))
    // Reads the list again, as what is told of the own act does a moment later.
    await userEvent.click(screen.getByRole('button', { name: 'Mark all read' }))
    await waitFor(() => expect(screen.getAllByText(/gave you/)).toHaveLength(1))
    const open = within(screen.getByRole('region', { name: 'What is open' }))
    expect(open.getByRole('heading', { name: /gave you/ })).toBeInTheDocument()
    await userEvent.click(open.getByRole('button', { name: /Done/ }))
    await waitFor(() => expect(screen.queryByText(/gave you/)).toBeNull())
  })

  it.each(['', '12026-01-05T08:00'])('asks for a whole time where "%s" is put off to', async (typed) => {
    const past = { ...news, dueAt: news.createdAt.replace(/^\d{4}/, '2025') }
    hub.procedures.set('notifications.list', () => ({ items: [past], nextCursor: null }))
    const open = await openFirst()
    await userEvent.click(await open.findByRole('button', { name: /Snooze/ }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Snooze until' }))
    fireEvent.change(dialog.getByLabelText('Another time'), { target: { value: typed } })
    await userEvent.click(dialog.getByRole('button', { name: 'Snooze' }))
    expect(dialog.getByRole('alert')).toHaveTextContent('Choose a day and a time.')
    expect(hub.inputs('notifications.snooze')).toEqual([])
  })
})
