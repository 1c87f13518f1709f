import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { DemoNote } from './demo-note.tsx'
import { DaysToggle } from './days-toggle.tsx'
import type { Booking, WholeTrip } from './travel-types.ts'
import { bookingStates, moneyWords } from './travel-words.ts'
import { useTravelAct } from './use-travel-act.ts'

const BookedDays = lazyPart(async () => (await import('./offer-days.tsx')).BookedDays)

/** What is held or booked for a trip, and how to go on with it. */
export function BookingCard({ trip }: { trip: WholeTrip }) {
  const { trpc } = useHub()
  const { data } = useQuery(trpc.modules.travel.bookings.list.queryOptions({ tripId: trip.id, limit: 1 }))
  const [booking] = data?.items ?? []
  const place = useRef<HTMLDivElement>(null)
  useFocusKept(place, [trip.state, booking?.id, booking?.state].join(' '))
  if (!booking) return null
  return (
    <div ref={place} role="group" aria-label="What is held or booked" tabIndex={-1} className="rounded-lg">
      <Shown booking={booking} />
    </div>
  )
}

const titles: Readonly<Record<Booking['state'], string>> = {
  held: 'An offer is held for you',
  confirmed: 'Booking',
  cancelled: 'Booking',
  released: 'An offer was held',
  expired: 'An offer was held',
}

function Shown({ booking }: { booking: Booking }) {
  const timeZone = useTimeZone()
  const canWrite = useCan('travel.trip.write')
  useEndOfHold(booking)
  const [isOpen, setOpen] = useState(false)
  const isHeld = booking.state === 'held'
  const isLive = isHeld || booking.state === 'confirmed'
  return (
    <Card
      title={titles[booking.state]}
      action={<Status tone={isHeld ? 'warning' : 'neutral'}>{bookingStates[booking.state]}</Status>}
    >
      <div className="flex flex-col gap-3">
        <p>
          <span className="text-22/7 font-semibold tabular-nums">
            {moneyWords(booking.total, booking.currency)}
          </span>{' '}
          {isHeld && (
            <span className="text-13 text-text-2">
              until <Time value={booking.heldUntil} format="time" timeZone={timeZone} />
            </span>
          )}
        </p>
        <DemoNote services={booking.services} title="An example.">
          No travel seller is connected, so nothing is really booked or paid.
        </DemoNote>
        {!isOpen && <Services booking={booking} />}
        {isLive && (
          <div className="flex flex-wrap gap-2 print:hidden">
            {canWrite && <Acts booking={booking} />}
            <DaysToggle isOpen={isOpen} onToggle={setOpen} />
          </div>
        )}
        <Suspense>{isLive && isOpen && <BookedDays booking={booking} />}</Suspense>
      </div>
    </Card>
  )
}

const Services = ({ booking: { services } }: { booking: Booking }) => (
  <ul aria-label="Services" className="flex flex-col gap-2">
    {services.map(({ kind, title, details }) => (
      <li key={kind}>
        <p className="text-13 font-medium wrap-anywhere">{title}</p>
        <p className="text-12 wrap-anywhere text-text-2">{details.join(' · ')}</p>
      </li>
    ))}
  </ul>
)

/** Reads again when the hold ends, so that nobody looks at one that is over. */
function useEndOfHold({ state, heldUntil }: Booking): void {
  const { trpc, queryClient } = useHub()
  useEffect(() => {
    if (state !== 'held') return
    const timer = setTimeout(
      () => void queryClient.invalidateQueries(trpc.modules.travel.pathFilter()),
      Math.max(0, Date.parse(heldUntil) - Date.now()) + 500,
    )
    return () => clearTimeout(timer)
  }, [state, heldUntil, queryClient, trpc])
}

function Acts({ booking: { id, state } }: { booking: Booking }) {
  const { bookings } = useHub().client.modules.travel
  const [isAsked, setAsked] = useState(false)
  const confirm = useTravelAct(() => bookings.confirm.mutate({ id, idempotencyKey: newKey() }), 'Booked.')
  const isHeld = state === 'held'
  const cancel = useTravelAct(
    () => bookings.cancel.mutate({ id, idempotencyKey: newKey() }),
    isHeld ? 'The offer was let go.' : 'Cancelled.',
  )
  return (
    <>
      {isHeld && (
        <Button
          variant="primary"
          pending={confirm.isPending}
          pendingLabel="Booking"
          onClick={() => confirm.mutate(undefined)}
        >
          Confirm the booking
        </Button>
      )}
      <Button variant="ghost" onClick={() => setAsked(true)}>
        {isHeld ? 'Let it go' : 'Cancel the booking'}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={(open) => !cancel.isPending && setAsked(open)}
        title={isHeld ? 'Let this offer go?' : 'Cancel this booking?'}
        consequence={
          isHeld
            ? 'Somebody else may take it.'
            : 'What the sellers give back is said in the booking, service by service.'
        }
        confirmLabel={isHeld ? 'Let it go' : 'Cancel the booking'}
        pendingLabel={isHeld ? 'Letting it go' : 'Cancelling'}
        pending={cancel.isPending}
        onConfirm={() => cancel.mutate(undefined, { onSettled: () => setAsked(false) })}
      />
    </>
  )
}
