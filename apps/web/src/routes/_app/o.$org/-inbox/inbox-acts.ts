import { showErrorToast, showToast } from '@hub/ui/toast'
import { formatTime } from '@hub/ui/time'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useHub } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { refreshLists, showChange, undoChange } from '../../../../lists/cache.ts'
import type { ListKind } from '../../../../lists/cache.ts'
import type { Hub } from '../../../../trpc.ts'
import type { InboxView } from './inbox-search.ts'
import type { Notification } from './notification.ts'

const isSnoozed = ({ dueAt }: Notification) => Date.parse(dueAt) > Date.now()

const inbox: ListKind<Notification, { view?: InboxView }> = {
  lists: ({ trpc }) => trpc.notifications.list.infiniteQueryFilter(),
  one: (_hub, id) => ['notification', id],
  all: ({ trpc }) => trpc.notifications.pathFilter(),
  belongs(item, { view = 'todo' }) {
    if (view === 'done') return item.doneAt !== null
    // What is read while one looks at the unread stays until the list is opened again.
    return item.doneAt === null && isSnoozed(item) === (view === 'snoozed')
  },
  // Where it stands among the others only the hub knows.
  takesIn: () => false,
}

/** What is read stays where it stands, whatever the clock of this computer says. */
const inPlace: typeof inbox = { ...inbox, belongs: () => true }

export type InboxAct =
  | { act: 'markRead' | 'markUnread' | 'done' | 'undo'; item: Notification }
  | { act: 'snooze'; item: Notification; until: Date }

function after({ item, ...change }: InboxAct): Notification {
  const now = new Date().toISOString()
  switch (change.act) {
    case 'markRead':
      return { ...item, readAt: item.readAt ?? now }
    case 'markUnread':
      return { ...item, readAt: null }
    case 'done':
      return { ...item, readAt: item.readAt ?? now, doneAt: now }
    case 'undo':
      return { ...item, doneAt: null, dueAt: isSnoozed(item) ? item.createdAt : item.dueAt }
    case 'snooze':
      return { ...item, readAt: null, doneAt: null, dueAt: change.until.toISOString() }
  }
}

function send({ client: { notifications } }: Hub, change: InboxAct): Promise<Notification> {
  const input = { id: change.item.id, idempotencyKey: newKey() }
  return change.act === 'snooze'
    ? notifications.snooze.mutate({ ...input, until: change.until.toISOString() })
    : notifications[change.act].mutate(input)
}

/** Whether a row only looks different, and stays where it is. */
const isQuiet = ({ act }: InboxAct) => act === 'markRead' || act === 'markUnread'

export interface InboxActs {
  act: (change: InboxAct) => void
  /** Read becomes unread, and the other way round. */
  turn: (item: Notification) => void
}

/** What is done about one of the news; it shows at once, and all but reading can be taken back. */
export function useInboxActs(): InboxActs {
  const hub = useHub()
  /** What was last pressed of each: the next key may come before the list has it. */
  const pressed = useRef(new Map<string, InboxAct>())
  const timeZone = useTimeZone()
  const mutation = useMutation({
    // One after the other, as they were pressed.
    scope: { id: 'inbox' },
    mutationFn: (change: InboxAct) => send(hub, change),
    onMutate: (change) =>
      showChange(isQuiet(change) ? inPlace : inbox, hub, { before: change.item, after: after(change) }),
    onSuccess: (item, change) => {
      const undo = () => mutation.mutate({ act: 'undo', item })
      if (change.act === 'done') showToast('Done.', { undo })
      if (change.act === 'snooze')
        showToast(
          `Back on ${formatTime(item.dueAt, 'full', { now: Date.now(), timeZone, locale: 'en-GB' })}.`,
          { undo },
        )
    },
    onError: (error, _change, snapshot) => {
      if (snapshot) undoChange(hub, snapshot)
      showErrorToast(toFailure(error).message)
    },
    onSettled(_item, _error, change) {
      if (pressed.current.get(change.item.id) === change) pressed.current.delete(change.item.id)
      return isQuiet(change)
        ? hub.queryClient.invalidateQueries(hub.trpc.notifications.unreadCount.pathFilter())
        : refreshLists(inbox, hub)
    },
  })
  const act = (change: InboxAct) => {
    pressed.current.set(change.item.id, change)
    mutation.mutate(change)
  }
  const turn = (item: Notification) => {
    const last = pressed.current.get(item.id)
    const { readAt } = last ? after(last) : item
    act({ act: readAt === null ? 'markRead' : 'markUnread', item })
  }
  return { act, turn }
}

/** All that stand in the inbox at this moment. */
export function useReadAll() {
  const hub = useHub()
  return useMutation({
    mutationFn: (group: string | undefined) =>
      hub.client.notifications.markAllRead.mutate({
        until: new Date().toISOString(),
        ...(group !== undefined && { group }),
        idempotencyKey: newKey(),
      }),
    onSuccess: ({ count }) => showToast(count === 1 ? '1 marked as read.' : `${count} marked as read.`),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => refreshLists(inbox, hub),
  })
}
