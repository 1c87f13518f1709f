import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Suspense, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { TripQuestion, WholeTrip } from './travel-types.ts'
import { useTravelAct } from './use-travel-act.ts'

const ChangeSlot = lazyPart(async () => (await import('./change-slot.tsx')).ChangeSlot)

/** What only the traveller can say; one press answers where there are choices. */
export function Questions({ trip, canAnswer }: { trip: WholeTrip; canAnswer: boolean }) {
  const [open, setOpen] = useState<TripQuestion['slot'] | null>(null)
  if (trip.questions.length === 0) return null
  return (
    <Card title={trip.questions.length === 1 ? 'One question first' : 'A few questions first'}>
      <ul className="flex flex-col gap-4">
        {trip.questions.map((question) => (
          <li key={question.slot} className="flex flex-col items-start gap-2">
            <p className="font-medium">{question.text}</p>
            {canAnswer && (
              <span className="flex flex-wrap gap-2">
                <Choices trip={trip} question={question} />
                <Button size="sm" variant="ghost" onClick={() => setOpen(question.slot)}>
                  {question.choices.length > 0 ? 'Something else' : 'Answer'}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Suspense>
        {open !== null && <ChangeSlot trip={trip} slot={open} onClose={() => setOpen(null)} />}
      </Suspense>
    </Card>
  )
}

function Choices({ trip, question: { slot, choices } }: { trip: WholeTrip; question: TripQuestion }) {
  const { trips } = useHub().client.modules.travel
  const answer = useTravelAct((value: string) =>
    trips.update.mutate({ id: trip.id, ...answerOf(slot, value), idempotencyKey: newKey() }),
  )
  return choices.map(({ label, value }) => (
    <Button key={value} size="sm" disabled={answer.isPending} onClick={() => answer.mutate(value)}>
      {label}
    </Button>
  ))
}

const isDay = (value: string): boolean => /^\d{4}-/.test(value)

/** A choice as the field of its slot; of what has several fields, or is no value, in words: "one way". */
const answerOf = (slot: TripQuestion['slot'], value: string) =>
  slot === 'from' || slot === 'to' || isDay(value) ? { [slot]: value } : { text: value }
