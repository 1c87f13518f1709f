import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import type { TravelWatch, WholeTrip } from './travel-types.ts'
import { moneyWords } from './travel-words.ts'
import { WatchDialog } from './watch-dialog.tsx'

/** Whether the price of this trip is watched, and the way to have it watched. */
export function WatchTrip({ trip }: { trip: WholeTrip }) {
  const { trpc } = useHub()
  const canWrite = useCan('travel.trip.write')
  const { data } = useQuery(
    trpc.modules.travel.watches.list.queryOptions({ tripId: trip.id, state: 'watching', limit: 1 }),
  )
  const [watch] = data?.items ?? []
  const place = useRef<HTMLDivElement>(null)
  useFocusKept(place, watch?.id)
  if (!data) return null
  return (
    <div ref={place} className="flex flex-col empty:hidden">
      {watch ? <Watched watch={watch} /> : canWrite && trip.state === 'found' && <Start trip={trip} />}
    </div>
  )
}

function Watched({ watch: { amount, price, currency } }: { watch: TravelWatch }) {
  const { slug } = useOrganization()
  return (
    <Card title="The price is watched">
      <p className="text-13 text-text-2">
        You are told below {moneyWords(amount, currency)}.
        {price !== null && ` The cheapest offer costs ${moneyWords(price, currency)}.`}
      </p>
      <p className="mt-2 text-13">
        <Link to="/o/$org/travel/watches" params={{ org: slug }}>
          See how it moved
        </Link>
      </p>
    </Card>
  )
}

function Start({ trip }: { trip: WholeTrip }) {
  const { trpc } = useHub()
  const organization = useOrganization()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(
    trpc.modules.travel.cards.list.queryOptions({ tripId: trip.id, sort: 'cheapest' }, { enabled: isOpen }),
  )
  const [cheapest] = data?.items ?? []
  const budget = trip.chips.find(({ slot }) => slot === 'budget')?.value.split(' ')[1]
  return (
    <>
      <Button className="self-start" onClick={() => setOpen(true)}>
        Watch the price
      </Button>
      {isOpen && (
        <WatchDialog
          trip={{
            id: trip.id,
            currency: budget ?? organization.currency,
            cheapest: cheapest?.total ?? null,
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
