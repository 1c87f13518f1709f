import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PasswordInput } from '@hub/ui/password-input'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { signIn, signInByPasskey } from '../../auth.ts'
import type { SecondFactorAsked } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { GoogleButton } from '../../components/google-button.tsx'
import { PasskeyButton } from '../../components/passkey-button.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import type { PasskeyAnswer } from '../../passkeys.ts'
import { useTRPCClient } from '../../trpc.ts'
import { PasskeyFillIn } from './passkey-fill-in.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import { useEnter } from './use-enter.ts'

const loadLogin = async () => (await import('@hub/api/schemas/auth')).Login

export interface SignInFormProps {
  /** Where to go afterwards, a path of this hub. */
  next?: string | undefined
  email?: string | undefined
}

/** Email, password, stay signed in; then the second factor where there is one. */
export function SignInForm({ next, email }: SignInFormProps) {
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null)
  const enter = useEnter(next)
  if (asked) return <SecondFactorForm asked={asked} onDone={enter} onBack={() => setAsked(null)} />
  return <CredentialsForm email={email} next={next} onAsked={setAsked} onDone={enter} />
}

interface CredentialsFormProps {
  email: string | undefined
  next: string | undefined
  onAsked: (asked: SecondFactorAsked) => void
  onDone: () => Promise<void>
}

function CredentialsForm({ email = '', next, onAsked, onDone }: CredentialsFormProps) {
  const form = useSchemaForm(loadLogin, { email, password: '', remember: true })
  const { errors } = form.formState
  const { passkeys } = useTRPCClient().auth
  const enterBy = async (answer: PasskeyAnswer) => {
    await signInByPasskey({ ...answer, remember: form.getValues('remember') ?? true })
    await onDone()
  }
  const submit = form.handleSubmit(async (credentials) => {
    try {
      const asked = await signIn(credentials)
      if (asked) onAsked(asked)
      else await onDone()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Sign in"
      pendingLabel="Signing in"
      foot={
        <>
          <PasskeyButton
            label="Sign in with a passkey"
            size="lg"
            begin={() => passkeys.beginSignIn.mutate({})}
            onAnswer={enterBy}
            onError={(error) => showRefusal(form, error)}
          />
          <GoogleButton label="Sign in with Google" next={next} />
          <p className="text-center text-text-2">
            New here? <Link to="/sign-up">Create an account</Link>
          </p>
          <PasskeyFillIn onAnswer={enterBy} onError={(error) => showRefusal(form, error)} />
        </>
      }
    >
      <Field label="Email" error={errors.email?.message}>
        <Input
          {...form.register('email')}
          size="lg"
          type="email"
          autoComplete="username webauthn"
          autoFocus={email === ''}
        />
      </Field>
      <Field label="Password" error={errors.password?.message} aside={<Link to="/forgot">Forgot it?</Link>}>
        <PasswordInput
          {...form.register('password')}
          size="lg"
          autoComplete="current-password"
          autoFocus={email !== ''}
        />
      </Field>
      <Checkbox {...form.register('remember')} label="Keep me signed in on this device" />
    </FormFrame>
  )
}
