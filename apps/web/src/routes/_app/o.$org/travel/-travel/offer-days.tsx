import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { weekday } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { LoadedProps } from '../../../../../components/loaded.tsx'
import type { Booking, TravelService, TripCard, TripDays } from './travel-types.ts'

interface TimesProps {
  services: readonly TravelService[]
  query: LoadedProps<TripDays>['query']
  /** One below that of the card it stands in. */
  heading: 'h3' | 'h4'
}

/** The times of an offer, and what it makes of each day. */
export function OfferDays({ card: { id, services } }: { card: TripCard }) {
  const { days } = useHub().trpc.modules.travel
  return <Times services={services} query={useQuery(days.get.queryOptions({ cardId: id }))} heading="h4" />
}

/** The same of what was held or booked. */
export function BookedDays({ booking: { id, services } }: { booking: Booking }) {
  const { days } = useHub().trpc.modules.travel
  const query = useQuery(days.ofBooking.queryOptions({ bookingId: id }))
  return <Times services={services} query={query} heading="h3" />
}

function Times({ services, query, heading }: TimesProps) {
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-3">
      <ul aria-label="Times" className="grid gap-4 tablet:grid-cols-2">
        {services.map(({ kind, title, details }) => (
          <li key={kind}>
            <p className="text-13 font-medium wrap-anywhere">{title}</p>
            {details.map((detail) => (
              <p key={detail} className="text-12 wrap-anywhere text-text-2">
                {detail}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <Loaded query={query} failed="The days could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {(plan) => <DayByDay plan={plan} heading={heading} />}
      </Loaded>
    </div>
  )
}

interface DayByDayProps extends Pick<TimesProps, 'heading'> {
  plan: TripDays
}

function DayByDay({ plan: { days, warnings }, heading: Heading }: DayByDayProps) {
  return (
    <>
      {warnings.length > 0 && <Note tone="warning">{warnings.join(' ')}</Note>}
      <ol aria-label="Day by day" className="flex flex-col gap-3">
        {days.map(({ day, items }) => (
          <li key={day} className="break-inside-avoid">
            <Heading className="text-13 font-medium">{weekday(day)}</Heading>
            <ul className="mt-1 flex flex-col gap-0.5">
              {items.map(({ title, at, until }) => (
                <li key={`${at}${title}`} className="flex gap-3 text-13">
                  <span className="w-24 flex-none text-text-2 tabular-nums">
                    {at === null ? '' : `${at}${until === null ? '' : ` to ${until}`}`}
                  </span>
                  <span className="min-w-0 wrap-anywhere">{title}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-12 text-text-3">
          Times are those of each place. Sights and their hours are our own estimates.
        </p>
        <Button size="sm" className="print:hidden" onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          Print these days
        </Button>
      </div>
    </>
  )
}
