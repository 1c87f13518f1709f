import { clsx } from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, Ref } from 'react'

import { addMonths, fullDay, monthOf, startOfWeek, weeksOf } from './calendar-day.ts'
import { addDays } from './day.ts'
import type { DayRange } from './calendar-day.ts'
import { IconButton } from './icon-button.tsx'

export interface CalendarProps {
  today: string
  /** One day, or all from one to another. */
  chosen: DayRange
  onPick: (day: string) => void
  min?: string | undefined
  max?: string | undefined
  /** The day that Tab reaches, so that a layer can open with focus on it. */
  focusRef?: Ref<HTMLButtonElement> | undefined
}

const WEEKDAYS = [
  ['Mo', 'Monday'],
  ['Tu', 'Tuesday'],
  ['We', 'Wednesday'],
  ['Th', 'Thursday'],
  ['Fr', 'Friday'],
  ['Sa', 'Saturday'],
  ['Su', 'Sunday'],
] as const

/** Where a key leads from a day. */
function dayByKey({ key, shiftKey }: KeyboardEvent, day: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return startOfWeek(day)
    case 'End':
      return addDays(startOfWeek(day), 6)
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1)
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1)
    default:
      return undefined
  }
}

/** A month of days. Arrow keys move by days and weeks, Page keys by months, with Shift by years; Enter chooses. */
export function Calendar({ today, chosen, onPick, min, max, focusRef }: CalendarProps) {
  const titleId = useId()
  const grid = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState(chosen.from ?? chosen.to ?? today)
  const [isMoving, setMoving] = useState(false)
  useEffect(() => {
    if (!isMoving) return
    setMoving(false)
    grid.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus()
  }, [isMoving, active])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayByKey(event, active)
    if (next === undefined) return
    event.preventDefault()
    setActive(next)
    setMoving(true)
  }
  return (
    <div className="w-[268px]">
      <div className="mb-1 flex items-center gap-1">
        <IconButton
          label="Month before"
          size="sm"
          tooltip={false}
          onClick={() => setActive(addMonths(active, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <h2 id={titleId} aria-live="polite" className="flex-1 text-center text-13 font-semibold">
          {monthOf(active)}
        </h2>
        <IconButton
          label="Month after"
          size="sm"
          tooltip={false}
          onClick={() => setActive(addMonths(active, 1))}
        >
          <ChevronRight />
        </IconButton>
      </div>
      <table
        ref={grid}
        role="grid"
        aria-labelledby={titleId}
        className="w-full table-fixed"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {WEEKDAYS.map(([short, long]) => (
              <th key={short} scope="col" abbr={long} className="h-7 text-12 font-medium text-text-3">
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(active).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  day={day}
                  look={{ active, today, chosen, isOff: isOff(day, min, max) }}
                  focusRef={focusRef}
                  onPick={() => {
                    setActive(day)
                    onPick(day)
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const isOff = (day: string, min: string | undefined, max: string | undefined): boolean =>
  (min !== undefined && day < min) || (max !== undefined && day > max)

interface DayCellProps {
  day: string
  look: Pick<CalendarProps, 'today' | 'chosen'> & { active: string; isOff: boolean }
  focusRef: CalendarProps['focusRef']
  onPick: () => void
}

function DayCell({ day, look, focusRef, onPick }: DayCellProps) {
  const { isWithin, isEnd } = placeIn(look.chosen, day)
  const isActive = day === look.active
  return (
    <td role="gridcell" aria-selected={isWithin} className={clsx('p-0', isWithin && !isEnd && 'bg-selected')}>
      <button
        type="button"
        data-day={day}
        ref={isActive ? focusRef : undefined}
        tabIndex={isActive ? 0 : -1}
        aria-label={fullDay(day)}
        {...(look.isOff && { 'aria-disabled': true })}
        {...(day === look.today && { 'aria-current': 'date' })}
        onClick={() => !look.isOff && onPick()}
        className={dayClass({ isEnd, isOfMonth: day.slice(0, 7) === look.active.slice(0, 7) })}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  )
}

function placeIn({ from, to }: DayRange, day: string): { isWithin: boolean; isEnd: boolean } {
  const first = from ?? to ?? ''
  const last = to ?? first
  const isWithin = day >= first && day <= last
  return { isWithin, isEnd: isWithin && (day === first || day === last) }
}

const dayClass = ({ isEnd, isOfMonth }: { isEnd: boolean; isOfMonth: boolean }): string =>
  clsx(
    'grid h-9 w-full place-items-center rounded-sm text-13 tabular-nums pointer-coarse:h-11 aria-disabled:text-text-disabled',
    isEnd
      ? 'bg-accent font-semibold text-on-accent forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none'
      : 'hover:bg-hover aria-[current]:font-semibold aria-[current]:text-accent-text aria-[current]:inset-ring aria-[current]:inset-ring-accent-line',
    !isEnd && !isOfMonth && 'text-text-3',
  )
