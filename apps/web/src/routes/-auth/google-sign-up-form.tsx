import type { GoogleStep } from '@hub/api/schemas/auth/google'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Note } from '@hub/ui/note'
import { FormFrame } from '../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { registerByGoogle } from '../../google.ts'
import { TermsField } from './terms-field.tsx'

/** A new person brings an organization; one who was invited comes into one. */
const loadNewcomer = async (isInvited: boolean) => {
  const [{ OrganizationName }, { RegisterByGoogle }] = await Promise.all([
    import('@hub/api/schemas/auth'),
    import('@hub/api/schemas/auth/google'),
  ])
  return RegisterByGoogle.omit({ timeZone: true, challenge: true }).extend({
    organizationName: isInvited ? OrganizationName.optional() : OrganizationName,
  })
}

export interface GoogleSignUpFormProps {
  step: Extract<GoogleStep, { status: 'sign_up' }>
  onDone: () => Promise<void>
}

/** What Google does not know: the organization, and whether the terms are accepted. */
export function GoogleSignUpForm({ step, onDone }: GoogleSignUpFormProps) {
  const form = useSchemaForm(() => loadNewcomer(step.isInvited), { name: step.name })
  const { errors } = form.formState
  const submit = form.handleSubmit(async (person) => {
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      await registerByGoogle({ ...person, timeZone, challenge: step.challenge })
      await onDone()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Create account"
      pendingLabel="Creating it"
    >
      <Note>Your account will be for {step.email}. You need no password: Google opens it.</Note>
      <Field label="Your name" error={errors.name?.message}>
        <Input {...form.register('name')} size="lg" autoComplete="name" autoFocus={step.name === ''} />
      </Field>
      {!step.isInvited && (
        <Field
          label="Organization"
          hint="The name of your business."
          error={errors.organizationName?.message}
        >
          <Input
            {...form.register('organizationName')}
            size="lg"
            autoComplete="organization"
            autoFocus={step.name !== ''}
          />
        </Field>
      )}
      <TermsField error={errors.acceptTerms?.message} input={form.register('acceptTerms')} />
    </FormFrame>
  )
}
