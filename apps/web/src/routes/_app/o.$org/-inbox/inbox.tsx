import { InboxList } from '@hub/ui/inbox-list'
import type { InboxGroup } from '@hub/ui/inbox-list'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { SplitView } from '@hub/ui/split-view'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useCan } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { partsOf } from '../../../../components/sentence.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useShortcut } from '../../../../shell/shortcut.ts'
import { usePoll } from '../../../../live.ts'
import { countEvery } from '../../../../shell/shell-reads.ts'
import { useTRPC } from '../../../../trpc.ts'
import { useInboxActs } from './inbox-acts.ts'
import { inGroups } from './inbox-groups.ts'
import type { NewsGroup } from './inbox-groups.ts'
import { Groups, Head, Keys, Nothing } from './inbox-head.tsx'
import { inboxIn } from './inbox-search.ts'
import type { InboxSearch, InboxView } from './inbox-search.ts'
import { icons, tones, wordsOf } from './notification.ts'
import type { Notification } from './notification.ts'
import { Acts, Why } from './opened-acts.tsx'

const Opened = lazyPart(async () => (await import('./opened.tsx')).Opened)
const SnoozeDialog = lazyPart(async () => (await import('./snooze-dialog.tsx')).SnoozeDialog)

export interface InboxProps {
  search: InboxSearch
  onSearch: (search: InboxSearch) => void
}

/** What concerns the reader: a list, and beside it what is open. */
export function Inbox({ search, onSearch }: InboxProps) {
  const { view = 'todo', group, open } = search
  const trpc = useTRPC()
  const timeZone = useTimeZone()
  const { act, turn } = useInboxActs()
  // An administrator in somebody's place looks, and leaves it as it is.
  const canSort = useCan('notification.write')
  const goTo = useGoTo()
  const list = useRef<HTMLDivElement>(null)
  const [snoozed, setSnoozed] = useState<Notification | null>(null)
  const refetchInterval = usePoll(countEvery)
  const news = useInfiniteQuery(
    trpc.notifications.list.infiniteQueryOptions(inboxIn(search), {
      ...paging,
      refetchInterval,
      placeholderData: (before) => before,
    }),
  )
  useListKeys(list)
  const items = news.data?.pages.flatMap((page) => page.items) ?? []
  const byId = new Map(items.map((item) => [item.id, item]))
  const opened = useOpened(search, byId)
  const on = (change: (item: Notification) => void) => (id: string) => {
    const item = byId.get(id)
    if (item) change(item)
  }
  const show = (item: Notification) => {
    // Enter once more goes to what it is about.
    if (item.id === open) return goTo(item)
    onSearch({ ...search, open: item.id })
    if (item.readAt === null && canSort) act({ act: 'markRead', item })
  }
  /** What is dealt with is open no longer, also where it would stay while it is only read. */
  const close = () => view === 'unread' && onSearch(searchFor(view, group))
  const finish = (item: Notification) => {
    act({ act: item.doneAt === null ? 'done' : 'undo', item })
    close()
  }
  return (
    <>
      <SplitView
        className="h-[calc(100dvh-var(--bars)-var(--topbar))] min-h-[420px] max-desk:pb-16"
        listLabel="Inbox"
        list={
          <>
            <Head view={view} group={group} onView={(next) => onSearch(searchFor(next, group))} />
            <Groups
              groups={news.data && [...new Set(items.map((item) => item.group))]}
              value={group}
              onChange={(next) => onSearch(searchFor(view, next))}
            />
            <Loaded query={news} failed="Your inbox could not be loaded" skeleton={<SkeletonRows rows={8} />}>
              {() =>
                items.length === 0 ? (
                  <Nothing view={view} />
                ) : (
                  <div ref={list}>
                    <InboxList
                      label="Notifications"
                      groups={inGroups(items, { timeZone }).map((one) => groupFor(one, timeZone))}
                      current={open ?? null}
                      onOpen={on(show)}
                      {...(canSort && { onDone: on(finish), onSnooze: on(setSnoozed), onUnread: on(turn) })}
                    />
                  </div>
                )
              }
            </Loaded>
            <LoadMore query={news} />
          </>
        }
        listFoot={<Keys />}
        detailLabel="What is open"
        detail={
          opened ? (
            <Suspense>
              <Opened item={opened} />
            </Suspense>
          ) : null
        }
        nothing={items.length > 0 && <Empty title="Choose something on the left" picture="talk" />}
        acts={
          opened && (
            <Acts
              item={opened}
              canSort={canSort}
              onDone={() => finish(opened)}
              onSnooze={() => setSnoozed(opened)}
              onUnread={() => turn(opened)}
            />
          )
        }
        detailFoot={opened && <Why item={opened} />}
        onBack={() => onSearch(searchFor(view, group))}
      />
      {snoozed && (
        <Suspense>
          <SnoozeDialog
            what={wordsOf(snoozed)}
            onClose={() => setSnoozed(null)}
            onSnooze={(until) => {
              setSnoozed(null)
              act({ act: 'snooze', item: snoozed, until })
              close()
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** What is open. Reading it takes it out of the list of the unread, and there it stays open all the same. */
function useOpened(
  { view, open }: InboxSearch,
  listed: ReadonlyMap<string, Notification>,
): Notification | undefined {
  const last = useRef<Notification>(undefined)
  const found = listed.get(open ?? '')
  useEffect(() => {
    if (found) last.current = found
  })
  if (found || view !== 'unread' || last.current?.id !== open) return found
  return last.current
}

const searchFor = (view: InboxView, group: string | undefined): InboxSearch =>
  compact({ view: view === 'todo' ? undefined : view, group })

const groupFor = ({ name, items }: NewsGroup, timeZone: string): InboxGroup => ({
  name,
  items: items.map((item) => {
    const Icon = icons[item.icon]
    return {
      id: item.id,
      icon: <Icon />,
      tone: tones[item.tone],
      sentence: <Words item={item} />,
      ...(item.detail !== null && { detail: item.detail }),
      time: <Time value={item.dueAt} format="smart" timeZone={timeZone} plain />,
      unread: item.readAt === null,
      count: item.count,
    }
  }),
})

/** What can be opened is underlined; the row itself is the button. */
function Words({ item: { actorName, sentence } }: { item: Notification }) {
  return (
    <>
      {actorName !== null && <span className="font-medium text-text">{actorName} </span>}
      {sentence.map(({ text, link }, at) => (
        <span
          key={at}
          className={link === null ? undefined : 'underline decoration-line-control underline-offset-3'}
        >
          {text}
        </span>
      ))}
    </>
  )
}

/** J and K lead into the list from anywhere; in it the list itself listens. */
function useListKeys(list: RefObject<HTMLDivElement | null>): void {
  const enter = () => list.current?.querySelector<HTMLElement>('[data-item][tabindex="0"]')?.focus()
  useShortcut('j', enter)
  useShortcut('k', enter)
}

function useGoTo(): (item: Notification) => void {
  const navigate = useNavigate()
  return ({ link }) => {
    if (link === null) return
    const { path, search } = partsOf(link)
    void navigate({ to: path, search })
  }
}
