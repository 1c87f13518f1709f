import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useMutation } from '@tanstack/react-query'
import { Monitor, ShieldCheck, Smartphone } from 'lucide-react'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { deviceWords } from '@hub/api/schemas/shared/device'
import { useUserEnd } from './user-end.ts'
import type { PersonDetail } from './person-detail.ts'

/** Where somebody is signed in, and the way to end it for them. */
export function UserSessions({ person }: { person: PersonDetail }) {
  const { users } = useTRPC().admin
  const all = useMutation(users.endSessions.mutationOptions(useUserEnd('Signed out everywhere.')))
  return (
    <Card
      title="Signed in"
      flush
      action={
        person.sessions.length > 0 && (
          <Button
            size="sm"
            variant="danger-quiet"
            pending={all.isPending}
            onClick={() => all.mutate({ userId: person.id, idempotencyKey: newKey() })}
          >
            Sign out everywhere
          </Button>
        )
      }
    >
      {person.sessions.length === 0 ? (
        <p className="px-(--card-pad) pb-(--card-pad) text-13 text-text-2">Nowhere at the moment.</p>
      ) : (
        <CardList label="Sessions">
          {person.sessions.map((session) => (
            <SessionRow key={session.id} session={session} userId={person.id} />
          ))}
        </CardList>
      )}
    </Card>
  )
}

interface RowProps {
  session: PersonDetail['sessions'][number]
  userId: string
}

function SessionRow({ session, userId }: RowProps) {
  const timeZone = useOwnTimeZone()
  const { users } = useTRPC().admin
  const end = useMutation(users.endSession.mutationOptions(useUserEnd('Signed out there.')))
  const { device, isPhone } = deviceWords(session.userAgent)
  const Icon = session.isByAdministrator ? ShieldCheck : isPhone ? Smartphone : Monitor
  return (
    <CardRow>
      <Icon aria-hidden="true" className="text-text-3" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{session.isByAdministrator ? 'An administrator of this hub' : device}</p>
        <p className="text-12 text-text-3">
          {session.ip !== null && `${session.ip}, `}
          seen <Time value={session.lastSeenAt} timeZone={timeZone} />
        </p>
      </div>
      {session.isCurrent ? (
        <Status tone="success">This one</Status>
      ) : (
        <Button
          size="sm"
          aria-label={`Sign out ${device}`}
          pending={end.isPending}
          onClick={() => end.mutate({ userId, sessionId: session.id, idempotencyKey: newKey() })}
        >
          Sign out
        </Button>
      )}
    </CardRow>
  )
}
