import { clsx } from 'clsx'
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

import type { Tone } from './status.tsx'

export interface InboxItem {
  id: string
  /** An icon of its kind. */
  icon: ReactNode
  tone?: Tone | undefined
  /** The sentence, its subjects marked. */
  sentence: ReactNode
  /** One quiet line. */
  detail?: ReactNode
  time: ReactNode
  unread?: boolean | undefined
  /** How many alike it stands for; what is done is done to all of them. */
  count?: number | undefined
}

export interface InboxGroup {
  /** "Waits for you", "Today", "Earlier". */
  name: string
  items: readonly InboxItem[]
}

export interface InboxListProps {
  label: string
  groups: readonly InboxGroup[]
  /** What is open beside the list. */
  current: string | null
  onOpen: (id: string) => void
  /** E, S and U: done, later, read or unread. */
  onDone?: ((id: string) => void) | undefined
  onSnooze?: ((id: string) => void) | undefined
  onUnread?: ((id: string) => void) | undefined
}

const tones: Record<Tone, string> = {
  neutral: 'bg-neutral-tint text-text-2',
  success: 'bg-success-tint text-success-text',
  warning: 'bg-warning-tint text-warning-text',
  danger: 'bg-danger-tint text-danger-text',
  info: 'bg-info-tint text-info-text',
  accent: 'bg-accent-tint text-accent-text',
}

/** What had the focus is not there any more. */
const isLost = (focused: Element | null): boolean => focused === null || focused === document.body

/** Of one that has just gone away, the first that stands behind it, else the last before it. */
function nextTo(id: string, before: readonly string[], now: readonly string[]): string | undefined {
  const at = before.indexOf(id)
  if (at === -1 || now.includes(id)) return undefined
  return (
    before.slice(at).find((one) => now.includes(one)) ??
    before.slice(0, at).findLast((one) => now.includes(one))
  )
}

/** News in groups. J and K move, Enter opens, E is done, S later, U unread; all of it is a click as well. */
export function InboxList(props: InboxListProps) {
  const { label, groups, current, onOpen } = props
  const list = useRef<HTMLDivElement>(null)
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id))
  const [last, setLast] = useState(current)
  const reached = last !== null && ids.includes(last) ? last : ids[0]
  const focus = (id: string | undefined) =>
    id !== undefined && list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus()
  const shown = useRef(ids)
  useLayoutEffect(() => {
    const before = shown.current
    shown.current = ids
    if (last !== null && isLost(document.activeElement)) focus(nextTo(last, before, ids))
  })
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const at = ids.indexOf(id)
    const acts: Partial<Record<string, () => void>> = {
      j: () => focus(ids[at + 1]),
      ArrowDown: () => focus(ids[at + 1]),
      k: () => focus(ids[at - 1]),
      ArrowUp: () => focus(ids[at - 1]),
      ...(props.onDone && { e: () => props.onDone?.(id) }),
      ...(props.onSnooze && { s: () => props.onSnooze?.(id) }),
      ...(props.onUnread && { u: () => props.onUnread?.(id) }),
    }
    const act = acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return (
    <div ref={list} role="group" aria-label={label}>
      {groups.map(({ name, items }) => (
        <section key={name} aria-label={name}>
          <h2 className="sticky top-0 z-1 border-b border-line bg-paper px-4 py-1.5 text-13 font-medium text-text-2">
            {name} <span className="font-normal text-text-3 tabular-nums">{items.length}</span>
          </h2>
          <ul>
            {items.map((item) => (
              <li key={item.id} className="border-b border-line">
                <ItemButton
                  item={item}
                  isCurrent={item.id === current}
                  isReached={item.id === reached}
                  onFocus={() => setLast(item.id)}
                  onOpen={() => onOpen(item.id)}
                  onKeyDown={(event) => onKeyDown(event, item.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface ItemButtonProps {
  item: InboxItem
  isCurrent: boolean
  /** Tab comes to one of them; the keys lead on from there. */
  isReached: boolean
  onFocus: () => void
  onOpen: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function ItemButton({ item, isCurrent, isReached, onFocus, onOpen, onKeyDown }: ItemButtonProps) {
  const { id, icon, tone = 'neutral', sentence, detail, time, unread = false, count = 1 } = item
  return (
    <button
      type="button"
      data-item={id}
      tabIndex={isReached ? 0 : -1}
      {...(isCurrent && { 'aria-current': true })}
      onFocus={onFocus}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      className="flex w-full items-start gap-3 py-2.5 pr-4 pl-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected forced-colors:aria-[current]:outline-2 forced-colors:aria-[current]:-outline-offset-2"
    >
      <span className="mt-2.5 -mr-1 size-[7px] flex-none">
        {unread && (
          <>
            <span
              aria-hidden="true"
              className="block size-full rounded-full bg-accent forced-colors:bg-[Highlight]"
            />
            <span className="sr-only">Unread: </span>
          </>
        )}
      </span>
      <span
        aria-hidden="true"
        className={clsx(
          'grid size-7 flex-none place-items-center rounded-sm [&_.lucide]:size-4',
          tones[tone],
        )}
      >
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className={clsx('block wrap-anywhere', unread ? 'font-medium' : 'text-text-2')}>
          {sentence}
        </span>
        {detail !== undefined && <span className="block truncate text-13 text-text-2">{detail}</span>}
      </span>
      <span className="flex flex-none flex-col items-end gap-1 pt-0.5 text-12 text-text-3 tabular-nums">
        {time}
        {count > 1 && (
          <span className="rounded-full bg-neutral-tint px-1.5 text-text-2">
            {count}
            <span className="sr-only"> alike</span>
          </span>
        )}
      </span>
    </button>
  )
}
