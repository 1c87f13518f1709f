import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptForm } from '../../../../components/form-draft.ts'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { makePasskey } from '../../../../passkeys.ts'
import { useTRPC } from '../../../../trpc.ts'
import { deviceWords } from '@hub/api/schemas/shared/device'
import { useBegun } from './use-begun.ts'

const loadNew = async () =>
  (await import('@hub/api/schemas/auth/passkeys')).RegisterPasskey.pick({ name: true, signOutOthers: true })

export interface AddPasskeyDialogProps {
  onClose: () => void
  /** The backup codes that came with the first factor; none for a further one. */
  onDone: (codes: readonly string[]) => void
}

/** A name, then the browser's own window. */
export function AddPasskeyDialog({ onClose, onDone }: AddPasskeyDialogProps) {
  const { passkeys } = useTRPC().auth
  const made = useBegun(useMutation(passkeys.beginRegistration.mutationOptions()), onClose)
  const register = useMutation(passkeys.register.mutationOptions())
  const { device } = deviceWords(navigator.userAgent)
  const { form, onDiscard, forget } = useKeptForm(loadNew, {
    name: usePersonDraftName('passkey.new'),
    empty: { name: device, signOutOthers: false },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (given) => {
    if (!made) return
    try {
      const passkey = await makePasskey(made)
      const { challenge } = made
      const { codes } = await register.mutateAsync({
        ...given,
        challenge,
        passkey,
        idempotencyKey: newKey(),
      })
      forget()
      showToast('Your passkey is added.')
      onDone(codes)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  if (!made) return null
  return (
    <FormDialog
      title="Add a passkey"
      description="Your browser asks where to keep it: on this device, in a password manager, on your phone or on a security key."
      submitLabel="Go on"
      pendingLabel="Waiting for the passkey"
      pending={isSubmitting}
      refusal={errors.root?.message}
      kept={{ onDiscard }}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Field label="Name" hint="To tell your passkeys apart." error={errors.name?.message}>
        <Input {...form.register('name')} maxLength={60} />
      </Field>
      <Checkbox {...form.register('signOutOthers')} label="Sign out all my other devices" />
    </FormDialog>
  )
}
