import { SkeletonRows } from '@hub/ui/skeleton'
import { Note } from '@hub/ui/note'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { shortDay } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { TripCard } from './travel-types.ts'

/** The times of an offer, and what it makes of each day. */
export function OfferDays({ card }: { card: TripCard }) {
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.travel.days.get.queryOptions({ cardId: card.id }))
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-3">
      <ul aria-label="Times" className="grid gap-4 tablet:grid-cols-2">
        {card.services.map(({ kind, title, details }) => (
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
        {({ days, warnings }) => (
          <>
            {warnings.length > 0 && <Note tone="warning">{warnings.join(' ')}</Note>}
            <ol aria-label="Day by day" className="flex flex-col gap-3">
              {days.map(({ day, items }) => (
                <li key={day}>
                  <h4 className="text-13 font-medium">{shortDay(day)}</h4>
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
            <p className="text-12 text-text-3">Sights and their hours are our own estimates.</p>
          </>
        )}
      </Loaded>
    </div>
  )
}
