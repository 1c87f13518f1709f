import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Monitor, ShieldCheck, Smartphone } from 'lucide-react'
import { useMe } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { deviceWords, networkWords } from '@hub/api/schemas/shared/device'

/** Where the person is signed in, and the way to end it. */
export function SessionsCard() {
  const { auth } = useTRPC()
  const timeZone = useMe().user.timeZone ?? undefined
  const query = useQuery(auth.sessions.list.queryOptions({}))
  const revoke = useMutation(
    auth.sessions.revoke.mutationOptions({
      onSuccess: () => {
        showToast('Signed out there.')
        return query.refetch()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  const everywhere = useMutation(
    auth.logoutEverywhere.mutationOptions({
      onSuccess: () => location.assign('/sign-in'),
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <Card
      title="Signed in"
      flush
      action={
        <Button
          size="sm"
          variant="danger-quiet"
          pending={everywhere.isPending}
          onClick={() => everywhere.mutate({ idempotencyKey: newKey() })}
        >
          Sign out everywhere
        </Button>
      }
    >
      <Loaded
        query={query}
        failed="Where you are signed in could not be loaded"
        skeleton={<SkeletonRows rows={2} />}
      >
        {({ items }) => (
          <CardList label="Sessions">
            {items.map((session) => {
              const { id, userAgent, isCurrent, isByAdministrator } = session
              const { device, isPhone } = deviceWords(userAgent)
              const Icon = isByAdministrator ? ShieldCheck : isPhone ? Smartphone : Monitor
              return (
                <CardRow key={id}>
                  <Icon aria-hidden="true" className="text-text-3" />
                  <div className="min-w-0 flex-1">
                    <p className="font-medium">
                      {isByAdministrator ? 'An administrator of this hub' : device}
                    </p>
                    <p className="text-12 text-text-3">
                      {!isByAdministrator && (
                        <>
                          From {networkWords(session.network)}, known since{' '}
                          <Time value={session.firstSeenAt} format="day" timeZone={timeZone} />.{' '}
                        </>
                      )}
                      Last seen <Time value={session.lastSeenAt} timeZone={timeZone} />
                    </p>
                  </div>
                  {isCurrent ? (
                    <Status tone="success">This device</Status>
                  ) : (
                    <Button
                      size="sm"
                      pending={revoke.isPending && revoke.variables.id === id}
                      onClick={() => revoke.mutate({ id, idempotencyKey: newKey() })}
                    >
                      Sign out
                    </Button>
                  )}
                </CardRow>
              )
            })}
          </CardList>
        )}
      </Loaded>
    </Card>
  )
}
