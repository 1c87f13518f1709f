import { Checkbox } from '@hub/ui/checkbox'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../../account.ts'
import type { Endpoint } from '../../../../../../components/endpoint-words.ts'
import { FormDialog } from '../../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { EndpointFields, faultsOf, wishOf } from '../../-events/endpoint-fields.tsx'
import type { EndpointWishes } from '../../-events/endpoint-fields.tsx'

const wishesOf = ({ name, address, topics }: Endpoint): EndpointWishes => {
  const isAll = topics.includes('*')
  return { name, address, scope: isAll ? 'all' : 'chosen', topics: isAll ? [] : topics }
}

interface EditEndpointDialogProps {
  endpoint: Endpoint
  onClose: () => void
}

/** Changes what an endpoint is called, where it is, what it gets, and whether it is on. */
export function EditEndpointDialog({ endpoint, onClose }: EditEndpointDialogProps) {
  const { client, queryClient, trpc } = useHub()
  const [values, setValues] = useState(() => wishesOf(endpoint))
  const [isOn, setOn] = useState(endpoint.state === 'on')
  const [isChecked, setChecked] = useState(false)
  // As it was when the dialog opened: what a colleague saves meanwhile is told, and not written over.
  const [{ id, version, state }] = useState(endpoint)
  const update = useMutation({
    mutationFn: () =>
      client.endpoints.update.mutate({
        id,
        version,
        ...wishOf(values),
        // Turning it on again makes whoever does so answer for it, so it is said only where it changes.
        ...(isOn !== (state === 'on') && { state: isOn ? ('on' as const) : ('paused' as const) }),
        idempotencyKey: newKey(),
      }),
    onSuccess: ({ name }) => {
      showToast(`Changed: ${name}`)
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries(trpc.endpoints.pathFilter()),
  })
  return (
    <FormDialog
      size="lg"
      title="Edit endpoint"
      description="What is on its way goes out as it was; what comes next as it is here."
      submitLabel="Save"
      pendingLabel="Saving"
      pending={update.isPending}
      refusal={update.error ? toFailure(update.error).message : undefined}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const faults = faultsOf(values)
        if (!faults.name && !faults.address && !faults.topics) update.mutate()
      }}
    >
      <EndpointFields
        values={values}
        isChecked={isChecked}
        set={(change) => setValues((before) => ({ ...before, ...change }))}
      />
      <Checkbox
        label="It is on"
        hint="Otherwise nothing is sent, and nothing is kept for it."
        checked={isOn}
        onChange={({ target }) => setOn(target.checked)}
      />
    </FormDialog>
  )
}
