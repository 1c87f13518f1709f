import type { TotpSetup } from '@hub/api/schemas/auth'
import { Checkbox } from '@hub/ui/checkbox'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { QrCode } from './qr-code.tsx'
import { useBegun } from './use-begun.ts'

const loadCode = async () =>
  (await import('@hub/api/schemas/auth')).ConfirmTotp.pick({ code: true, signOutOthers: true })

export interface TotpDialogProps {
  onClose: () => void
  /** The backup codes that came with the first factor; none for a further one. */
  onDone: (codes: readonly string[]) => void
}

/** Scan, type the code, done. */
export function TotpDialog({ onClose, onDone }: TotpDialogProps) {
  const { secondFactor } = useTRPC().auth
  const setup = useBegun(useMutation(secondFactor.beginTotp.mutationOptions()), onClose)
  const confirm = useMutation(secondFactor.confirmTotp.mutationOptions())
  const form = useSchemaForm(loadCode, { code: '', signOutOthers: false })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (given) => {
    try {
      const { codes } = await confirm.mutateAsync({ ...given, idempotencyKey: newKey() })
      showToast('Your authenticator app is on.')
      onDone(codes)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  if (!setup) return null
  return (
    <FormDialog
      title="Set up an authenticator app"
      description="Scan this with an app such as Google Authenticator, 1Password or Aegis, then enter the code it shows."
      submitLabel="Switch on"
      pendingLabel="Checking"
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Secret setup={setup} />
      <Field label="Code" error={errors.code?.message}>
        <Input
          {...form.register('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          autoFocus
        />
      </Field>
      <Checkbox {...form.register('signOutOthers')} label="Sign out all my other devices" />
    </FormDialog>
  )
}

function Secret({ setup }: { setup: TotpSetup }) {
  const grouped = setup.secret.replace(/(.{4})(?=.)/g, '$1 ')
  return (
    <div className="flex flex-wrap items-center gap-4">
      <QrCode text={setup.uri} label="QR code for your authenticator app" />
      <div className="min-w-40 flex-1">
        <p className="text-13 text-text-2">Cannot scan? Type this key:</p>
        <p className="mt-1 flex items-start gap-1 font-mono text-13 wrap-anywhere">
          {grouped}
          <CopyButton text={setup.secret} label="Copy key" />
        </p>
      </div>
    </div>
  )
}
