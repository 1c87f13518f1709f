import { VerifySecondFactor } from '@hub/api/schemas/auth'
import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Note } from '@hub/ui/note'
import { verifySecondFactor } from '../../auth.ts'
import type { SecondFactorAsked } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'

const Code = VerifySecondFactor.pick({ code: true })

export interface SecondFactorFormProps {
  asked: SecondFactorAsked
  onDone: () => Promise<void>
  onBack: () => void
}

/** The password was right; now the code of the app, or a backup code. */
export function SecondFactorForm({ asked, onDone, onBack }: SecondFactorFormProps) {
  const form = useSchemaForm(Code, { code: '' })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ code }) => {
    try {
      await verifySecondFactor({ challenge: asked.challenge, code })
      await onDone()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  const hasBackupCodes = asked.methods.includes('backup-code')
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
      <Note>One step is left: open your authenticator app and enter the code it shows.</Note>
      <Field
        label="Code"
        hint={hasBackupCodes ? 'No telephone at hand? A backup code works too, once.' : undefined}
        error={errors.code?.message}
      >
        <Input {...form.register('code')} size="lg" autoComplete="one-time-code" autoFocus />
      </Field>
    </FormFrame>
  )
}
