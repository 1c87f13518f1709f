import { clsx } from 'clsx'
import { MessageSquare } from 'lucide-react'
import type { ComponentPropsWithRef, KeyboardEvent, ReactNode } from 'react'

import { PriorityBars, type Priority } from './priority-bars.tsx'
import { Tag } from './tag.tsx'

export type KanbanMove = 'left' | 'right' | 'up' | 'down'

export interface KanbanCardProps extends Omit<ComponentPropsWithRef<'div'>, 'title' | 'children'> {
  title: string
  tags?: readonly string[] | undefined
  priority?: Priority | undefined
  /** A DueDay. */
  due?: ReactNode
  comments?: number | undefined
  /** An Avatar. */
  person?: ReactNode
  done?: boolean | undefined
  /** It is in the hand: by drag or by Space. */
  lifted?: boolean | undefined
  /** Enter or a click. */
  onOpen: () => void
  /** Space lifts and puts down. */
  onLiftChange?: ((lifted: boolean) => void) | undefined
  /** Arrow keys, while lifted. */
  onMove?: ((move: KanbanMove) => void) | undefined
  /** Esc, while lifted: back to where it was. */
  onCancel?: (() => void) | undefined
}

const moves: Record<string, KanbanMove | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** One task on the board. Other props, such as the handler of a drag, go to the element. */
export function KanbanCard(props: KanbanCardProps) {
  const { title, tags = [], priority, due, comments, person, ...others } = props
  const { done = false, lifted = false, onOpen, onLiftChange, onMove, onCancel, className, ...rest } = others
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const act = keyAct(event.key, { lifted, onOpen, onLiftChange, onMove, onCancel })
    if (act === undefined || event.target !== event.currentTarget) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div
      {...rest}
      role="button"
      tabIndex={0}
      aria-roledescription="card"
      {...(onLiftChange !== undefined && { 'aria-pressed': lifted })}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      className={clsx(
        'flex cursor-pointer touch-manipulation flex-col select-none gap-[9px] rounded-md border bg-raised px-3 pt-[11px] pb-2.5 text-left transition-[box-shadow,border-color,rotate] duration-(--t-base) ease-move',
        lifted
          ? 'rotate-[1.2deg] border-accent-line shadow-3'
          : 'border-line shadow-1 hover:border-line-control',
        className,
      )}
    >
      <div className={clsx('leading-4.75 font-medium wrap-anywhere', done && 'text-text-3')}>{title}</div>
      {tags.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </div>
      )}
      <CardMeta priority={priority} due={due} comments={comments} person={person} />
    </div>
  )
}

type MetaProps = Pick<KanbanCardProps, 'priority' | 'due' | 'comments' | 'person'>

function CardMeta({ priority, due, comments = 0, person }: MetaProps) {
  return (
    <div className="flex min-h-[22px] items-center gap-2.5 text-12 text-text-3 tabular-nums [&_.lucide]:size-[13px]">
      {priority !== undefined && <PriorityBars priority={priority} />}
      {due}
      {comments > 0 && (
        <span className="inline-flex items-center gap-1">
          <MessageSquare aria-hidden="true" />
          <span className="sr-only">Comments: </span>
          {comments}
        </span>
      )}
      {person !== undefined && <span className="ml-auto inline-flex">{person}</span>}
    </div>
  )
}

type Acts = Pick<KanbanCardProps, 'onOpen' | 'onLiftChange' | 'onMove' | 'onCancel'> & { lifted: boolean }

function keyAct(
  key: string,
  { lifted, onOpen, onLiftChange, onMove, onCancel }: Acts,
): (() => void) | undefined {
  if (key === 'Enter') return onOpen
  if (key === ' ') return onLiftChange && (() => onLiftChange(!lifted))
  if (!lifted) return undefined
  if (key === 'Escape') return onCancel
  const move = moves[key]
  return move && onMove && (() => onMove(move))
}
