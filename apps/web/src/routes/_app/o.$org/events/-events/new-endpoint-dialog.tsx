import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../../components/kept-fields.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { EndpointFields, blank, faultsOf, wishOf } from './endpoint-fields.tsx'
import type { EndpointWishes } from './endpoint-fields.tsx'

interface NewEndpointDialogProps {
  onClose: () => void
  /** The secret, which is never shown again. */
  onMade: (secret: string) => void
}

/** Sets up an address that is told what happens. */
export function NewEndpointDialog({ onClose, onMade }: NewEndpointDialogProps) {
  const { queryClient, trpc } = useHub()
  const { values, set, onDiscard, forget } = useKeptFields<EndpointWishes>(useDraftName('endpoint'), blank)
  const [isChecked, setChecked] = useState(false)
  const [idempotencyKey] = useState(newKey)
  const create = useMutation(
    trpc.endpoints.create.mutationOptions({
      onSuccess: ({ secret }) => {
        forget()
        void queryClient.invalidateQueries(trpc.endpoints.pathFilter())
        onMade(secret)
      },
    }),
  )
  const faults = faultsOf(values)
  const submit = () => {
    setChecked(true)
    if (faults.name || faults.address || faults.topics) return
    create.mutate({ ...wishOf(values), idempotencyKey })
  }
  return (
    <FormDialog
      size="lg"
      title="New endpoint"
      description="An address of your own that is told what happens here, in signed requests. It gets what you may read, and nothing else."
      submitLabel="Create endpoint"
      pendingLabel="Creating it"
      pending={create.isPending}
      refusal={create.error ? toFailure(create.error).message : undefined}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={submit}
    >
      <EndpointFields values={values} set={set} isChecked={isChecked} />
    </FormDialog>
  )
}
