import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { useLastLength } from '../../../../components/last-length.ts'
import { roleWords } from '../../../../components/role-words.ts'
import { useTellMailed } from '../../../../components/tell-mailed.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

/** Invitations that nobody has answered yet. */
export function InvitationsCard() {
  const { trpc, queryClient } = useHub()
  const timeZone = useTimeZone()
  const tellMailed = useTellMailed()
  const { invitations } = trpc.organizations
  const query = useQuery(invitations.list.queryOptions({ limit: 100 }))
  const revoke = useMutation(
    invitations.revoke.mutationOptions({
      onSuccess: () => showToast('The invitation is withdrawn. Its link no longer works.'),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: () => queryClient.invalidateQueries(invitations.list.pathFilter()),
    }),
  )
  const resend = useMutation(
    invitations.resend.mutationOptions({
      onSuccess: ({ email }) =>
        tellMailed(`A new link is on its way to ${email}. The old one no longer works.`),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: () => queryClient.invalidateQueries(invitations.list.pathFilter()),
    }),
  )
  const items = query.data?.items ?? []
  const lastLength = useLastLength('hub.invitations.length', query.data && items.length)
  return (
    <Card title="Invitations" note={items.length === 0 ? undefined : `${items.length} open`} flush>
      <Loaded
        query={query}
        failed="The invitations could not be loaded"
        skeleton={<SkeletonRows rows={lastLength} />}
      >
        {() =>
          items.length === 0 ? (
            <p className="px-(--card-pad) pb-(--card-pad) text-text-2">
              No open invitations. Invited people appear here until they join.
            </p>
          ) : (
            <CardList label="Open invitations">
              {items.map(({ id, email, role, invitedByName, expiresAt }) => (
                <CardRow key={id} className="max-tablet:flex-wrap">
                  <div className="min-w-0 flex-1 max-tablet:basis-full">
                    <p className="font-medium wrap-anywhere">{email}</p>
                    <p className="text-12 text-text-3">
                      {roleWords[role]}, invited by {invitedByName}, until{' '}
                      <Time value={expiresAt} format="day" timeZone={timeZone} />
                    </p>
                  </div>
                  <Button
                    size="sm"
                    aria-label={`Send again to ${email}`}
                    pending={resend.isPending && resend.variables.id === id}
                    onClick={() => resend.mutate({ id, idempotencyKey: newKey() })}
                  >
                    Send again
                  </Button>
                  <Button
                    size="sm"
                    variant="danger-quiet"
                    pending={revoke.isPending && revoke.variables.id === id}
                    onClick={() => revoke.mutate({ id, idempotencyKey: newKey() })}
                  >
                    Withdraw
                  </Button>
                </CardRow>
              ))}
            </CardList>
          )
        }
      </Loaded>
    </Card>
  )
}
