import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Status } from '@hub/ui/status'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import { CarCalendar } from './car-calendar.tsx'
import { CarDialog } from './car-dialog.tsx'
import type { RentalCar } from './travel-types.ts'
import { moneyWords } from './travel-words.ts'
import { useTravelAct } from './use-travel-act.ts'

/** One car: where it stands, what a day costs, and its calendar. */
export function CarCard({ car }: { car: RentalCar }) {
  const { rentals } = useHub().client.modules.travel
  const canWrite = useCan('travel.trip.write')
  const [isOpen, setOpen] = useState(false)
  const turn = useTravelAct(() =>
    rentals.update.mutate({ id: car.id, isArchived: !car.isArchived, idempotencyKey: newKey() }),
  )
  const { name, place, seats, isAutomatic, amount, currency, isArchived } = car
  return (
    <Card
      title={<span className="wrap-anywhere">{name}</span>}
      action={
        <Status tone={isArchived ? 'neutral' : 'success'}>{isArchived ? 'Not offered' : 'Offered'}</Status>
      }
    >
      <p className="mb-3 text-13 text-text-2">
        {place} · {seats} {seats === 1 ? 'seat' : 'seats'}, {isAutomatic ? 'automatic' : 'manual'} ·{' '}
        {moneyWords(amount, currency)} a day
      </p>
      <CarCalendar car={car} canChange={canWrite} />
      {canWrite && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setOpen(true)}>
            Change
          </Button>
          <Button
            size="sm"
            variant="ghost"
            pending={turn.isPending}
            pendingLabel="Saving"
            onClick={() => turn.mutate(undefined)}
          >
            {isArchived ? 'Offer it again' : 'No longer offer it'}
          </Button>
        </div>
      )}
      {isOpen && <CarDialog car={car} onClose={() => setOpen(false)} />}
    </Card>
  )
}
