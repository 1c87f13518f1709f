import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeSite } from './security-types.ts'

/** Takes a website away, once more asked for. */
export function RemoveSite({ site }: { site: WholeSite }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useRemove(site)
  return (
    <>
      <Button
        size="sm"
        variant="danger-quiet"
        className="-mr-2.5 max-tablet:-ml-2.5"
        onClick={() => setAsking(true)}
      >
        Remove website
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={(open) => !remove.isPending && setAsking(open)}
        title={`Remove ${site.host}?`}
        consequence="Its scans, its grade and everything that was found there go with it. This cannot be undone, but it can be added and scanned anew."
        confirmLabel="Remove"
        pendingLabel="Removing"
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}

function useRemove({ id, host }: WholeSite) {
  const { client, trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const { security } = trpc.modules
  return useMutation({
    mutationFn: () => client.modules.security.sites.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast(`Removed ${host}.`)
      // Away from its page first: what it shows would be asked for in vain.
      await navigate({ to: '/o/$org/security', params: { org: slug }, search: {}, replace: true })
      queryClient.removeQueries(security.sites.get.queryFilter({ id }))
      void queryClient.invalidateQueries(security.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
