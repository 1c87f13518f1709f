import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../../account.ts'
import type { Endpoint } from '../../../../../../components/endpoint-words.ts'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { lazyPart } from '../../../../../../lazy-part.ts'
import { SecretShown } from '../../-events/secret-shown.tsx'

const EditEndpointDialog = lazyPart(
  async () => (await import('./edit-endpoint-dialog.tsx')).EditEndpointDialog,
)

const failed = (error: unknown) => showErrorToast(toFailure(error).message)

function useEndpointActs({ id, version }: Endpoint) {
  const { client, queryClient, trpc } = useHub()
  const onSettled = () => queryClient.invalidateQueries(trpc.endpoints.pathFilter())
  const test = useMutation({
    mutationFn: () => client.endpoints.sendTest.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: () => showToast('A test is on its way.'),
    onError: failed,
    onSettled,
  })
  const turn = useMutation({
    mutationFn: (state: Endpoint['state']) =>
      client.endpoints.update.mutate({ id, version, state, idempotencyKey: newKey() }),
    onSuccess: ({ state }) => showToast(state === 'on' ? 'It is on.' : 'Paused.'),
    onError: failed,
    onSettled,
  })
  return { test, turn, onSettled }
}

/** What may be done with an endpoint, for whoever decides where events go. */
export function EndpointActs({ endpoint }: { endpoint: Endpoint }) {
  const canWrite = useCan('endpoint.write')
  const { test, turn } = useEndpointActs(endpoint)
  const [asked, setAsked] = useState<'edit' | 'secret' | 'remove' | null>(null)
  if (!canWrite) return null
  const isOn = endpoint.state === 'on'
  const close = () => setAsked(null)
  return (
    <>
      {isOn ? (
        <Button pending={test.isPending} pendingLabel="Sending" onClick={() => test.mutate()}>
          Send test
        </Button>
      ) : (
        <Button
          variant="primary"
          pending={turn.isPending}
          pendingLabel="Turning on"
          onClick={() => turn.mutate('on')}
        >
          Turn on
        </Button>
      )}
      <Menu
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onClick={() => setAsked('edit')}>Edit</MenuItem>
        {isOn && <MenuItem onClick={() => turn.mutate('paused')}>Pause</MenuItem>}
        <MenuItem onClick={() => setAsked('secret')}>New secret</MenuItem>
        <MenuItem onClick={() => setAsked('remove')}>Remove</MenuItem>
      </Menu>
      {asked === 'edit' && (
        <Suspense>
          <EditEndpointDialog endpoint={endpoint} onClose={close} />
        </Suspense>
      )}
      {asked === 'secret' && <NewSecret endpoint={endpoint} onClose={close} />}
      {asked === 'remove' && <RemoveEndpoint endpoint={endpoint} onClose={close} />}
    </>
  )
}

interface AskedProps {
  endpoint: Endpoint
  onClose: () => void
}

function NewSecret({ endpoint: { id, name }, onClose }: AskedProps) {
  const { client, queryClient, trpc } = useHub()
  const rotate = useMutation({
    mutationFn: () => client.endpoints.rotateSecret.mutate({ id, idempotencyKey: newKey() }),
    onError: failed,
    onSettled: () => queryClient.invalidateQueries(trpc.endpoints.pathFilter()),
  })
  if (rotate.data) return <SecretShown secret={rotate.data.secret} onClose={onClose} />
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Make a new secret for “${name}”?`}
      consequence="Both the old and the new one sign for a day, so that the receiver can change over without a gap."
      confirmLabel="Make new secret"
      pendingLabel="Making it"
      danger={false}
      pending={rotate.isPending}
      onConfirm={() => rotate.mutate()}
    />
  )
}

function RemoveEndpoint({ endpoint: { id, name }, onClose }: AskedProps) {
  const { client, queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => client.endpoints.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast(`Removed: ${name}`)
      await navigate({ to: '/o/$org/events', params: { org: slug }, search: { view: 'endpoints' } })
      await queryClient.invalidateQueries(trpc.endpoints.list.pathFilter())
    },
    onError: failed,
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove “${name}”?`}
      consequence="Nothing is sent there any more, and its log goes with it. This cannot be undone."
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}
