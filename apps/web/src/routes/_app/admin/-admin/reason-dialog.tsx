import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useState } from 'react'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptForm } from '../../../../components/form-draft.ts'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'

const loadReason = async () => (await import('@hub/api/schemas/admin')).SuspendUser.pick({ reason: true })

interface ReasonDialogProps {
  /** What is done to whom, such as "suspend.<user>"; the words are kept under it. */
  place: string
  title: string
  /** What will happen. */
  description: string
  submitLabel: string
  pendingLabel: string
  /** Who reads it. */
  hint: string
  /** Throws what the hub refused. */
  onSubmit: (reason: string, idempotencyKey: string) => Promise<void>
  onClose: () => void
}

/** Asks why before something weighs on somebody else. */
export function ReasonDialog(props: ReasonDialogProps) {
  const [idempotencyKey] = useState(newKey)
  const name = usePersonDraftName(props.place)
  const { form, onDiscard, forget } = useKeptForm(loadReason, { name, empty: { reason: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ reason }) => {
    try {
      await props.onSubmit(reason, idempotencyKey)
      forget()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={props.title}
      description={props.description}
      submitLabel={props.submitLabel}
      pendingLabel={props.pendingLabel}
      pending={isSubmitting}
      cancelLabel="Leave as it is"
      refusal={errors.root?.message}
      kept={{ onDiscard }}
      onSubmit={(event) => void submit(event)}
      onClose={props.onClose}
    >
      <Field label="Reason" hint={props.hint} error={errors.reason && 'Say why, in a few words.'}>
        <Input {...form.register('reason')} maxLength={200} autoComplete="off" autoFocus />
      </Field>
    </FormDialog>
  )
}
