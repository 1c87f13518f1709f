import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { InboxList } from '@hub/ui/inbox-list'
import type { InboxGroup } from '@hub/ui/inbox-list'
import { Kbd } from '@hub/ui/kbd'
import { SplitView } from '@hub/ui/split-view'
import { Banknote, Hand, ShieldCheck, Workflow } from 'lucide-react'
import { useState } from 'react'
import { State, States } from './state.tsx'

const start: InboxGroup[] = [
  {
    name: 'Waits for you',
    items: [
      {
        id: 'reminder',
        icon: <Hand />,
        sentence: 'Late-payer reminders asks to send a reminder to Brindle & Co Deli',
        detail: '€96.20, 12 days late. Waits until Wednesday 08:00',
        time: '08:00',
        unread: true,
      },
    ],
  },
  {
    name: 'Today',
    items: [
      {
        id: 'grade',
        icon: <ShieldCheck />,
        tone: 'warning',
        sentence: 'tideandfennel.example went from A to B',
        detail: 'Two new findings since last Monday',
        time: '08:56',
        unread: true,
      },
      {
        id: 'run',
        icon: <Workflow />,
        tone: 'danger',
        sentence: 'Email to Marrow Lane Market failed in run 119',
        detail: 'The address no longer exists. Nothing was sent',
        time: '08:21',
      },
    ],
  },
  {
    name: 'Earlier',
    items: [
      {
        id: 'paid',
        icon: <Banknote />,
        tone: 'success',
        sentence: 'Oakhollow Hotel paid INV-2052',
        detail: '€1,140.00, four days early',
        time: 'Sat',
      },
    ],
  },
]

function Inbox() {
  const [groups, setGroups] = useState(start)
  const [open, setOpen] = useState<string | null>(null)
  const item = groups.flatMap(({ items }) => items).find(({ id }) => id === open)
  const remove = (id: string) => {
    setGroups((before) =>
      before
        .map((group) => ({ ...group, items: group.items.filter((one) => one.id !== id) }))
        .filter(({ items }) => items.length > 0),
    )
    if (id === open) setOpen(null)
  }
  const toggle = (id: string) =>
    setGroups((before) =>
      before.map((group) => ({
        ...group,
        items: group.items.map((one) => (one.id === id ? { ...one, unread: one.unread !== true } : one)),
      })),
    )
  return (
    <SplitView
      className="h-[480px] overflow-hidden rounded-lg border border-line"
      listLabel="Inbox"
      list={
        groups.length === 0 ? (
          <Empty picture="talk" title="Nothing waits for you" />
        ) : (
          <InboxList
            label="News"
            groups={groups}
            current={open}
            onOpen={setOpen}
            onDone={remove}
            onSnooze={remove}
            onUnread={toggle}
          />
        )
      }
      listFoot={
        <p className="text-12 text-text-3">
          <Kbd>J</Kbd> <Kbd>K</Kbd> move, <Kbd>E</Kbd> done, <Kbd>U</Kbd> unread
        </p>
      }
      detailLabel="What is open"
      detail={
        item === undefined ? null : (
          <>
            <p className="text-13 text-text-3">{item.time}</p>
            <h2 className="text-18 font-semibold">{item.sentence}</h2>
            <p className="mt-1 text-text-2">{item.detail}</p>
          </>
        )
      }
      nothing={<Empty title="Choose something on the left" />}
      acts={
        item && (
          <>
            <Button size="sm" onClick={() => remove(item.id)}>
              Done
            </Button>
            <Button size="sm" variant="ghost" onClick={() => toggle(item.id)}>
              {item.unread === true ? 'Mark read' : 'Mark unread'}
            </Button>
          </>
        )
      }
      detailFoot={
        <>
          You get this because you decide here. <a href="#settings">Change what reaches you</a>
        </>
      }
      onBack={() => setOpen(null)}
    />
  )
}

/** An inbox as a list beside its detail. */
export function InboxSection() {
  return (
    <States>
      <State wide name="An inbox">
        <Inbox />
      </State>
    </States>
  )
}
