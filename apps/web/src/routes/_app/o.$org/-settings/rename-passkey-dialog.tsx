import type { Passkey } from '@hub/api/schemas/auth/passkeys'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useMutation } from '@tanstack/react-query'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptForm } from '../../../../components/form-draft.ts'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadName = async () =>
  (await import('@hub/api/schemas/auth/passkeys')).RenamePasskey.pick({ name: true })

/** Another name for a passkey. */
export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const rename = useMutation(useTRPC().auth.passkeys.rename.mutationOptions())
  const { form, onDiscard, forget } = useKeptForm(loadName, {
    name: usePersonDraftName(`passkey.${passkey.id}`),
    empty: { name: passkey.name },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      await rename.mutateAsync({ id: passkey.id, name, idempotencyKey: newKey() })
      forget()
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Rename this passkey"
      submitLabel="Save"
      pendingLabel="Saving"
      pending={isSubmitting}
      refusal={errors.root?.message}
      kept={{ onDiscard }}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} maxLength={60} autoFocus />
      </Field>
    </FormDialog>
  )
}
