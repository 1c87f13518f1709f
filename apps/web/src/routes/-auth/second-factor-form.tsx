import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Note } from '@hub/ui/note'
import { verifySecondFactor } from '../../auth.ts'
import type { SecondFactorAsked } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { PasskeyButton } from '../../components/passkey-button.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { useTRPCClient } from '../../trpc.ts'

const loadCode = async () =>
  (await import('@hub/api/schemas/auth')).VerifySecondFactor.pick({ code: true }).required()

export interface SecondFactorFormProps {
  asked: SecondFactorAsked
  onDone: () => Promise<void>
  onBack: () => void
}

function waysOf({ methods }: SecondFactorAsked) {
  return {
    hasApp: methods.includes('totp'),
    hasPasskey: methods.includes('passkey'),
    hasBackupCodes: methods.includes('backup-code'),
  }
}

/** The password was right; now the code of the app, a passkey, or a backup code. */
export function SecondFactorForm({ asked, onDone, onBack }: SecondFactorFormProps) {
  const form = useSchemaForm(loadCode, { code: '' })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ code }) => {
    try {
      await verifySecondFactor({ challenge: asked.challenge, code })
      await onDone()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  const { passkeys } = useTRPCClient().auth
  const { hasApp, hasPasskey, hasBackupCodes } = waysOf(asked)
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Sign in"
      pendingLabel="Checking"
      foot={
        <Button size="lg" variant="ghost" block onClick={onBack}>
          Back
        </Button>
      }
    >
      <Note>
        {hasApp
          ? 'One step is left: open your authenticator app and enter the code it shows.'
          : 'One step is left: use your passkey, or enter a backup code.'}
      </Note>
      {hasPasskey && (
        <PasskeyButton
          label="Use a passkey"
          size="lg"
          begin={() => passkeys.beginSecondFactor.mutate({ challenge: asked.challenge })}
          onAnswer={async (answer) => {
            await verifySecondFactor(answer)
            await onDone()
          }}
          onError={(error) => showRefusal(form, error)}
        />
      )}
      <Field
        label={hasApp ? 'Code' : 'Backup code'}
        hint={hasApp && hasBackupCodes ? 'No phone at hand? A backup code works too, once.' : undefined}
        error={errors.code?.message}
      >
        <Input {...form.register('code')} size="lg" autoComplete="one-time-code" autoFocus />
      </Field>
    </FormFrame>
  )
}
