import { Note } from '@hub/ui/note'
import type { WholeTrip } from './travel-types.ts'

/** What was asked for and no offer is chosen by, so that nobody books in the belief that it was. */
export function NotOffered({ trip: { unmet } }: { trip: WholeTrip }) {
  if (unmet.length === 0) return null
  return (
    <Note tone="warning" title="Not part of these offers">
      <ul className="flex flex-col gap-1">
        {unmet.map((one) => (
          <li key={one} className="wrap-anywhere">
            {one}
          </li>
        ))}
      </ul>
    </Note>
  )
}
