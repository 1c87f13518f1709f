import { Card } from '@hub/ui/card'
import { clsx } from 'clsx'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { TripChip, WholeTrip } from './travel-types.ts'
import { slotNames } from './travel-words.ts'

const ChangeSlot = lazyPart(async () => (await import('./change-slot.tsx')).ChangeSlot)

const shape =
  'inline-flex min-h-7.5 max-w-full items-center gap-1.5 rounded-full border px-2.5 py-1 text-left text-13 pointer-coarse:min-h-10'

/** What is known of a trip; what nobody said is marked as assumed. Each opens the field that changes it. */
export function SlotChips({ trip, canChange }: { trip: WholeTrip; canChange: boolean }) {
  const [slot, setSlot] = useState<TripChip['slot'] | null>(null)
  return (
    <Card title="Your trip" {...(canChange && { note: 'press to change' })}>
      <ul aria-label="What is known" className="flex flex-wrap gap-2">
        {trip.chips.map((chip) => (
          <li key={chip.slot} className="max-w-full">
            <Chip chip={chip} {...(canChange && { onPress: () => setSlot(chip.slot) })} />
          </li>
        ))}
      </ul>
      <Suspense>
        {slot !== null && <ChangeSlot trip={trip} slot={slot} onClose={() => setSlot(null)} />}
      </Suspense>
    </Card>
  )
}

function Chip({ chip, onPress }: { chip: TripChip; onPress?: () => void }) {
  const isAssumed = chip.source === 'assumed'
  const className = clsx(
    shape,
    isAssumed ? 'border-dashed border-warning-line bg-warning-tint' : 'border-line-control bg-sheet',
  )
  const words = (
    <>
      <span className="flex-none text-text-2">{slotNames[chip.slot]}</span>
      <span className="min-w-0 font-medium wrap-anywhere">{chip.words}</span>
      {isAssumed && <span className="flex-none text-12 text-warning-text">assumed</span>}
    </>
  )
  if (!onPress) return <span className={className}>{words}</span>
  return (
    <button type="button" className={clsx(className, 'hover:bg-hover')} onClick={onPress}>
      {words}
    </button>
  )
}
