import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeTrip } from './travel-types.ts'

/** Takes a trip away that was never booked. */
export function RemoveTrip({ trip: { id, title } }: { trip: WholeTrip }) {
  const { trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation(
    trpc.modules.travel.trips.remove.mutationOptions({
      onSuccess: async () => {
        showToast('The trip is removed.')
        await navigate({ to: '/o/$org/travel', params: { org: slug } })
        queryClient.removeQueries(trpc.modules.travel.trips.get.queryFilter({ id }))
        void queryClient.invalidateQueries(trpc.modules.travel.trips.list.pathFilter())
      },
      onError: (error) => {
        setAsked(false)
        showErrorToast(toFailure(error).message)
      },
    }),
  )
  return (
    <>
      <Button variant="ghost" onClick={() => setAsked(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={(open) => !remove.isPending && setAsked(open)}
        title={`Remove the trip ${title}?`}
        consequence="Its offers go with it. A trip that was booked stays."
        confirmLabel="Remove"
        pendingLabel="Removing"
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ id, idempotencyKey: newKey() })}
      />
    </>
  )
}
