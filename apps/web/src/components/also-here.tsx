import type { RoomPeople } from '@hub/api/schemas/live'
import { Avatar } from '@hub/ui/avatar'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useTRPC } from '../trpc.ts'

const NAMED = 2

export interface AlsoHereProps {
  /** The kind of record, as it is declared. */
  entity: string
  entityId: string
}

/** Who else has this record open now. */
export function AlsoHere(place: AlsoHereProps) {
  const { data } = useSubscription(useTRPC().live.room.subscriptionOptions(place))
  const people = data?.people ?? []
  return (
    <div role="status" className="contents">
      {people.length > 0 && (
        <p className="flex items-center gap-2 text-13 text-text-2">
          <span className="flex -space-x-1.5">
            {people.slice(0, NAMED + 1).map(({ id, name, avatarUrl }) => (
              <Avatar key={id} size="sm" name={name} src={avatarUrl} decorative />
            ))}
          </span>
          <span className="min-w-0 wrap-anywhere">{wordsFor(people)}</span>
        </p>
      )}
    </div>
  )
}

function wordsFor(people: RoomPeople['people']): string {
  const names = people.slice(0, NAMED).map(({ name }) => name)
  const others = people.length - names.length
  const all = [...names, ...(others > 0 ? [others === 1 ? '1 other person' : `${others} other people`] : [])]
  const last = all.pop() ?? ''
  const who = all.length > 0 ? `${all.join(', ')} and ${last}` : last
  return `${who} ${people.length === 1 ? 'is' : 'are'} looking at this too.`
}
