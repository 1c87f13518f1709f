import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { longDay, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { newKey } from '../../../../../idempotency.ts'
import { monthName, monthsAfter, monthWeeks } from './month-grid.ts'
import type { RentalCar, RentalDay } from './travel-types.ts'
import { useTravelAct } from './use-travel-act.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const stateWords = { free: 'free', kept: 'kept by you', held: 'held', booked: 'booked' } as const

interface CarCalendarProps {
  car: RentalCar
  canChange: boolean
}

/** A month of a car. A day that is free is kept by a press, and offered again by another. */
export function CarCalendar({ car, canChange }: CarCalendarProps) {
  const { trpc } = useHub()
  const today = todayIn(useTimeZone())
  const [ahead, setAhead] = useState(0)
  const month = monthsAfter(today.slice(0, 7), ahead)
  const query = useQuery(trpc.modules.travel.rentals.days.queryOptions({ id: car.id, month }))
  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-2">
        <Button
          size="sm"
          variant="ghost"
          disabled={ahead === 0}
          aria-label={`Month before, ${car.name}`}
          onClick={() => setAhead(ahead - 1)}
        >
          ‹
        </Button>
        <p className="text-13 font-medium" aria-live="polite">
          {monthName(month)}
        </p>
        <Button
          size="sm"
          variant="ghost"
          disabled={ahead === 12}
          aria-label={`Month after, ${car.name}`}
          onClick={() => setAhead(ahead + 1)}
        >
          ›
        </Button>
      </div>
      <Loaded query={query} failed="The calendar could not be loaded" skeleton={<div className="h-60" />}>
        {({ days }) => <MonthDays car={car} canChange={canChange} month={month} today={today} taken={days} />}
      </Loaded>
      <p className="mt-2 text-12 text-text-2">
        {canChange ? 'Press a day to keep it free of bookings.' : 'Days in color are taken.'} The day a car
        comes back is taken too.
      </p>
    </div>
  )
}

interface MonthDaysProps extends CarCalendarProps {
  month: string
  today: string
  taken: readonly RentalDay[]
}

function MonthDays({ car, canChange, month, today, taken }: MonthDaysProps) {
  const { rentals } = useHub().client.modules.travel
  const turn = useTravelAct(({ day, isKept }: { day: string; isKept: boolean }) => {
    const span = { id: car.id, from: day, to: day, idempotencyKey: newKey() }
    return isKept ? rentals.free.mutate(span) : rentals.keep.mutate(span)
  })
  return (
    <table aria-label={`${car.name}, ${monthName(month)}`} className="w-full table-fixed">
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" className="h-7 text-12 font-medium text-text-3">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthWeeks(month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, at) => (
              <td key={weekdays[at]} className="p-0.5">
                {day !== null && (
                  <DayButton
                    day={day}
                    today={today}
                    state={taken.find((one) => one.day === day)?.state ?? 'free'}
                    onPress={canChange && !turn.isPending ? turn.mutate : undefined}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayButtonProps {
  day: string
  today: string
  state: keyof typeof stateWords
  /** Nothing where nothing may be changed. */
  onPress: ((pressed: { day: string; isKept: boolean }) => void) | undefined
}

function DayButton({ day, today, state, onPress }: DayButtonProps) {
  const isBooked = state === 'held' || state === 'booked'
  const isFixed = day < today || isBooked
  return (
    <button
      type="button"
      aria-pressed={state === 'kept'}
      aria-disabled={isFixed || onPress === undefined || undefined}
      aria-label={`${longDay(day, today)}, ${stateWords[state]}`}
      onClick={() => !isFixed && onPress?.({ day, isKept: state === 'kept' })}
      className={clsx(
        'h-8 w-full rounded-sm text-13 tabular-nums',
        day < today && 'text-text-3',
        state === 'free' && 'border border-line',
        state === 'kept' && 'border border-line-strong bg-accent-tint font-semibold',
        isBooked && 'bg-accent font-medium text-on-accent',
      )}
    >
      {Number(day.slice(8))}
    </button>
  )
}
