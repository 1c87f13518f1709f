import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Tag } from '@hub/ui/tag'
import { Check, Minus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { BudgetSplit } from './budget-split.tsx'
import { DaysToggle } from './days-toggle.tsx'
import type { TripCard, WholeTrip } from './travel-types.ts'
import { moneyWords } from './travel-words.ts'
import { useTravelAct } from './use-travel-act.ts'

const OfferDays = lazyPart(async () => (await import('./offer-days.tsx')).OfferDays)

/** What is said of a part of the fit that no reason is about. */
const plainWords = {
  price: 'Nothing unusual about the price',
  time: 'Nothing unusual about the time on the way',
  hours: 'Nothing unusual about the hours',
  stay: 'Nothing unusual about the stay',
  wishes: 'Nothing unusual beside your wishes',
} as const

interface OfferCardProps {
  trip: WholeTrip
  card: TripCard
  /** Only one of them has the primary button. */
  isFirst: boolean
}

/** One way to make a trip: what it costs, how well it fits and why. */
export function OfferCard({ trip, card, isFirst }: OfferCardProps) {
  const [isOpen, setOpen] = useState(false)
  const canWrite = useCan('travel.trip.write')
  const { bookings } = useHub().client.modules.travel
  const hold = useTravelAct(
    () => bookings.hold.mutate({ cardId: card.id, idempotencyKey: newKey() }),
    'Held for twenty minutes.',
  )
  return (
    <Card level={3} title={card.title} action={<Total trip={trip} card={card} />}>
      <div className="flex flex-col gap-3">
        <p className="text-13 text-text-2">{card.services.map(({ title }) => title).join(' · ')}</p>
        <span className="flex flex-wrap gap-1.5 empty:hidden">
          {card.labels.map((label) => (
            <Tag key={label}>{label}</Tag>
          ))}
        </span>
        <Fit card={card} />
        <BudgetSplit card={card} />
        <div className="flex flex-wrap gap-2 border-t border-line pt-3 print:hidden">
          {canWrite && (
            <Button
              variant={isFirst ? 'primary' : 'secondary'}
              aria-label={`Hold this one: ${card.title}, ${moneyWords(card.total, card.currency)}`}
              pending={hold.isPending}
              pendingLabel="Asking the sellers"
              onClick={() => hold.mutate(undefined)}
            >
              Hold this one
            </Button>
          )}
          <DaysToggle isOpen={isOpen} onToggle={setOpen} />
        </div>
        <Suspense>{isOpen && <OfferDays card={card} />}</Suspense>
      </div>
    </Card>
  )
}

function Total({ trip, card }: { trip: WholeTrip; card: TripCard }) {
  const [adults, ...children] = trip.chips.find(({ slot }) => slot === 'party')?.value.split(',') ?? []
  const travellers = Number(adults ?? 1) + children.length
  return (
    <span className="text-right tabular-nums">
      <span className="block text-22/7 font-semibold">{moneyWords(card.total, card.currency)}</span>
      {travellers > 1 && (
        <span className="block text-12 text-text-2">{moneyWords(card.each, card.currency)} each</span>
      )}
    </span>
  )
}

function Fit({ card: { fit, reasons, parts } }: { card: TripCard }) {
  const pointsOf = (part: string) => parts.find((one) => one.part === part)
  // Parts that nothing is said about have points all the same; without them the list would not add up to the fit.
  const unsaid = parts.filter(({ part }) => !reasons.some((reason) => reason.part === part))
  return (
    <div className="flex gap-5 max-tablet:flex-col max-tablet:gap-2">
      <p className="flex flex-none items-baseline gap-1.5 tablet:w-20 tablet:flex-col tablet:gap-0">
        <span className="text-22/7 font-semibold tabular-nums">{fit}</span>
        <span className="text-12 text-text-2">fit of 100</span>
      </p>
      <ul className="flex min-w-0 flex-1 flex-col gap-1">
        {reasons.map(({ part, isGood, text }, at) => (
          <li key={text} className="flex items-baseline gap-2 text-13">
            {isGood ? (
              <Check
                aria-label="Good:"
                role="img"
                className="size-3.5 flex-none self-center text-success-text"
              />
            ) : (
              <Minus
                aria-label="Less good:"
                role="img"
                className="size-3.5 flex-none self-center text-warning-text"
              />
            )}
            <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
            {/* Once for each part: other reasons of it do not count beside them. */}
            {reasons.findIndex((other) => other.part === part) === at && (
              <Points name={part} points={pointsOf(part)} />
            )}
          </li>
        ))}
        {unsaid.map(({ part, ...points }) => (
          <li key={part} className="flex items-baseline gap-2 text-13 text-text-2">
            <span className="size-3.5 flex-none" />
            <span className="min-w-0 flex-1">{plainWords[part]}</span>
            <Points name={part} points={points} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Points({ name, points }: { name: string; points: { points: number; of: number } | undefined }) {
  if (!points) return null
  return (
    <span className="flex-none text-12 text-text-2 tabular-nums">
      {name} {points.points} of {points.of}
    </span>
  )
}
