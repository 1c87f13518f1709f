import { clsx } from 'clsx'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, type ComponentPropsWithRef, type ReactNode, type RefObject } from 'react'

import { useScrolledTo } from './use-scrolled-to.ts'

export interface KanbanBoardProps {
  /** Read out: "Tasks by state". */
  label: string
  children: ReactNode
}

/** The row of columns; scrolls sideways when narrow, and snaps on phones. */
export function KanbanBoard({ label, children }: KanbanBoardProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className="relative grid min-h-0 flex-1 auto-cols-[minmax(230px,1fr)] grid-flow-col grid-rows-[minmax(0,1fr)] items-stretch gap-3.5 max-wide:-mx-8 max-wide:auto-cols-[250px] max-wide:overflow-x-auto max-wide:px-8 max-wide:pb-1 max-tablet:-mx-4 max-tablet:snap-x max-tablet:snap-mandatory max-tablet:auto-cols-[82%] max-tablet:px-4"
    >
      {children}
    </div>
  )
}

const marks = {
  todo: 'border-2 border-text-3',
  doing: 'border-2 border-accent bg-linear-to-r from-accent from-50% to-transparent to-50%',
  waiting: 'border-2 border-warning-solid',
  done: 'bg-success-solid',
}

export interface KanbanColumnProps extends Omit<ComponentPropsWithRef<'section'>, 'children'> {
  name: string
  mark: keyof typeof marks
  /** How many cards; "50+" while there are more than shown. */
  count: number | string
  /** An IconButton that adds a card here. */
  action?: ReactNode
  /** The ids of the cards, from top to bottom. */
  cards: readonly string[]
  /** One card. */
  children: (id: string) => ReactNode
  /** A card that is drawn wherever it is: it has focus or is in the hand. */
  kept?: string | undefined
  /** Comes into sight when it changes. */
  shown?: string | undefined
  /** Where it was scrolled to when the page was left, and the name by which that is kept. */
  scrolling?: { id: string; top: number } | undefined
  /** Where the card in the hand would land: below so many cards. */
  dropAt?: number | undefined
  /** At the end of the cards, such as a button for more; and what is called when the end comes into sight. */
  end?: ReactNode
  onEnd?: (() => void) | undefined
}

/** As many are drawn in full: they can be searched by the browser and printed. */
const DRAWN_IN_FULL = 30
const USUAL_HEIGHT = 94
const GAP = 8

/** One state and the cards that are in it. Its head stays, its cards scroll; those in sight are drawn. */
export function KanbanColumn(props: KanbanColumnProps) {
  const { name, mark, count, action, cards, children, kept, shown, dropAt, end, onEnd, ...others } = props
  const { scrolling, className, ...rest } = others
  const scroller = useRef<HTMLDivElement>(null)
  const { drawn, height, measure } = useDrawnCards(scroller, { cards, kept, shown })
  useScrolledTo(scroller, scrolling?.top ?? 0)
  const list = cards.join()
  useLayoutEffect(() => {
    if (scroller.current && isNearEnd(scroller.current)) onEnd?.()
  }, [list, onEnd === undefined])
  return (
    <section
      aria-label={name}
      {...rest}
      className={clsx(
        'flex min-h-0 min-w-0 flex-col rounded-lg border border-line bg-paper max-tablet:snap-center',
        className,
      )}
    >
      <h2 className="flex min-h-9 flex-none items-center gap-2 px-3.5 pt-1.5 pr-2.5 text-13/5 font-semibold">
        <span aria-hidden="true" className={clsx('size-[9px] flex-none rounded-full', marks[mark])} />
        {name}
        <span className="font-medium text-text-3 tabular-nums">{count}</span>
        {action !== undefined && <span className="ml-auto">{action}</span>}
      </h2>
      <div
        ref={scroller}
        data-cards=""
        data-scroll-restoration-id={scrolling?.id}
        onScroll={({ currentTarget }) => isNearEnd(currentTarget) && onEnd?.()}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pt-1 pb-2"
      >
        {dropAt !== undefined && cards.length === 0 && <DropMark isWhole />}
        <ul {...(height !== null && { style: { height } })} className="relative">
          {drawn.map(({ id, index, top }) => (
            <li
              key={id}
              ref={measure}
              data-index={index}
              {...(top !== null && { style: { transform: `translateY(${top}px)` } })}
              className={clsx('relative pb-2', top !== null && 'absolute inset-x-0 top-0')}
            >
              {dropAt === index && <DropMark />}
              {children(id)}
              {dropAt === index + 1 && index === cards.length - 1 && <DropMark isAtEnd />}
            </li>
          ))}
        </ul>
        {end}
      </div>
    </section>
  )
}

function DropMark({ isWhole = false, isAtEnd = false }: { isWhole?: boolean; isAtEnd?: boolean }) {
  return (
    <span
      aria-hidden="true"
      data-drop-mark=""
      className={clsx(
        'pointer-events-none block rounded-md',
        isWhole
          ? 'h-[78px] border-[1.5px] border-dashed border-accent-line bg-accent-tint'
          : 'absolute inset-x-0 h-[3px] bg-accent',
        !isWhole && (isAtEnd ? 'bottom-[2px]' : '-top-[5px]'),
      )}
    />
  )
}

const isNearEnd = (list: HTMLElement): boolean =>
  list.scrollHeight - list.scrollTop - list.clientHeight < 4 * USUAL_HEIGHT

interface DrawnOptions {
  cards: readonly string[]
  kept: string | undefined
  shown: string | undefined
}

function useDrawnCards(scroller: RefObject<HTMLDivElement | null>, { cards, kept, shown }: DrawnOptions) {
  const keptAt = kept === undefined ? -1 : cards.indexOf(kept)
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT + GAP,
    getItemKey: (index) => cards[index] ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range)
      return keptAt < 0 || inSight.includes(keptAt)
        ? inSight
        : [...inSight, keptAt].toSorted((one, other) => one - other)
    },
  })
  const isHere = shown !== undefined && cards.includes(shown)
  useLayoutEffect(() => {
    if (isHere) virtualizer.scrollToIndex(cards.indexOf(shown))
  }, [isHere, shown])
  if (cards.length <= DRAWN_IN_FULL) {
    const drawn = cards.map((id, index) => ({ id, index, top: null }))
    return { drawn, height: null, measure: undefined }
  }
  const drawn = virtualizer
    .getVirtualItems()
    .flatMap(({ index, start }) => [{ id: cards[index] ?? '', index, top: start }])
  return { drawn, height: virtualizer.getTotalSize(), measure: virtualizer.measureElement }
}
