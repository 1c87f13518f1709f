import type { GoogleStep } from '@hub/api/schemas/auth/google'
import { Field } from '@hub/ui/field'
import { Note } from '@hub/ui/note'
import { PasswordInput } from '@hub/ui/password-input'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SecondFactorAsked } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { proveForGoogle } from '../../google.ts'
import { SecondFactorForm } from './second-factor-form.tsx'

const loadProof = async () =>
  (await import('@hub/api/schemas/auth/google')).ProveForGoogle.pick({ password: true })

export interface GoogleProofFormProps {
  step: Extract<GoogleStep, { status: 'proof' }>
  onDone: () => Promise<void>
}

/** There is an account with the address that Google names; its password shows that it is the same person's. */
export function GoogleProofForm({ step, onDone }: GoogleProofFormProps) {
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null)
  const form = useSchemaForm(loadProof, { password: '' })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      const missing = await proveForGoogle({ challenge: step.challenge, password })
      if (missing) setAsked(missing)
      else await onDone()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  if (asked) return <SecondFactorForm asked={asked} onDone={onDone} onBack={() => setAsked(null)} />
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Link and sign in"
      pendingLabel="Linking"
      foot={
        <p className="text-center text-text-2">
          Not now? <Link to="/sign-in">Sign in without Google</Link>
        </p>
      }
    >
      <Note>There is an account for {step.email} already. Enter its password to link it with Google.</Note>
      <Field label="Password" error={errors.password?.message} aside={<Link to="/forgot">Forgot it?</Link>}>
        <PasswordInput {...form.register('password')} size="lg" autoComplete="current-password" autoFocus />
      </Field>
    </FormFrame>
  )
}
