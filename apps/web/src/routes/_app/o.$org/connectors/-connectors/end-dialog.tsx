import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { RadioGroup } from '@hub/ui/radio-group'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { broughtBy, numberWords, serviceNames } from './connection-words.ts'
import type { WholeConnection } from './connectors-types.ts'

interface EndDialogProps {
  connection: WholeConnection
  onEnded: () => void
  onClose: () => void
}

/** What stays at the service. */
const afterwards = {
  shopify: 'At Shopify the app stays listed until you remove it there.',
  stripe: 'At Stripe the key stays until you delete it there.',
  hubspot: 'At HubSpot the app stays listed until you remove it there.',
} as const

/** Ends a connection, and asks what becomes of what it brought. */
export function EndDialog({ connection, onEnded, onClose }: EndDialogProps) {
  const { id, title, provider } = connection
  const [fate, setFate] = useState<'removed' | 'kept'>('removed')
  const end = useEnd(connection, onEnded)
  const service = serviceNames[provider]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !end.isPending && onClose()}
      title={`End the connection with ${title}?`}
      description={`The hub forgets what lets it read ${title}, and reads nothing more. This cannot be undone, but you can connect it anew. ${afterwards[provider]}`}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            pending={end.isPending}
            pendingLabel="Ending"
            onClick={() => end.mutate({ id, keepsData: fate === 'kept', idempotencyKey: newKey() })}
          >
            End it
          </Button>
        </>
      }
    >
      <RadioGroup
        label="The data"
        value={fate}
        onValueChange={setFate}
        options={[
          {
            value: 'removed',
            label: 'Remove what it brought',
            hint: `Its ${numberWords(broughtBy(connection))} records go, with what was made of them in Data and every correction of that.`,
          },
          {
            value: 'kept',
            label: 'Keep the data as it is',
            hint: `It stays in Data, and nothing of ${service} changes it until you connect it again.`,
          },
        ]}
      />
    </Dialog>
  )
}

function useEnd({ id, title }: WholeConnection, onEnded: () => void) {
  const { trpc, queryClient } = useHub()
  const { connections } = trpc.connectors
  return useMutation(
    connections.end.mutationOptions({
      onSuccess: async () => {
        onEnded()
        showToast(`${title} is no longer connected.`)
        // The list first: while its row is there, what the row shows would be asked for in vain.
        await queryClient.invalidateQueries(connections.list.pathFilter())
        queryClient.removeQueries(connections.get.queryFilter({ id }))
        void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
      },
      onError: (error) => showErrorToast(`${title} is still connected. ${toFailure(error).message}`),
    }),
  )
}
