import { Login } from '@hub/api/schemas/auth'
import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PasswordInput } from '@hub/ui/password-input'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { findMe } from '../../account.ts'
import { signIn } from '../../auth.ts'
import type { SecondFactorAsked } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { Failure } from '../../failure.ts'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { SecondFactorForm } from './second-factor-form.tsx'

const COOKIE_LOST =
  'Your browser did not keep the sign-in. Allow cookies for this address; if it starts with http://, open the hub at its https:// address.'

export interface SignInFormProps {
  /** Where to go afterwards, a path of this hub. */
  next?: string | undefined
  email?: string | undefined
}

/** Email, password, stay signed in; then the second factor where there is one. */
export function SignInForm({ next, email }: SignInFormProps) {
  const router = useRouter()
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null)
  const enter = async () => {
    const { hubs } = router.options.context
    hubs.clear()
    if (!(await findMe(hubs))) throw new Failure({ code: 'UNAUTHORIZED', message: COOKIE_LOST })
    await router.navigate({ href: next ?? '/' })
  }
  if (asked) return <SecondFactorForm asked={asked} onDone={enter} onBack={() => setAsked(null)} />
  return <CredentialsForm email={email} onAsked={setAsked} onDone={enter} />
}

interface CredentialsFormProps {
  email: string | undefined
  onAsked: (asked: SecondFactorAsked) => void
  onDone: () => Promise<void>
}

function CredentialsForm({ email = '', onAsked, onDone }: CredentialsFormProps) {
  const form = useSchemaForm(Login, { email, password: '', remember: true })
  const { errors } = form.formState
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
        <p className="text-center text-text-2">
          New here? <Link to="/sign-up">Create an account</Link>
        </p>
      }
    >
      <Field label="Email" error={errors.email?.message}>
        <Input
          {...form.register('email')}
          size="lg"
          type="email"
          autoComplete="username"
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
      <Checkbox {...form.register('remember')} label="Keep me signed in on this computer" />
    </FormFrame>
  )
}
