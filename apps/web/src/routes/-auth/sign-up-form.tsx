import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useWatch } from 'react-hook-form'
import { FormFrame } from '../../components/form-frame.tsx'
import { GoogleButton } from '../../components/google-button.tsx'
import { NewPasswordField } from '../../components/new-password-field.tsx'
import type { PasswordPolicy } from '../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { useTRPC } from '../../trpc.ts'
import { TermsField } from './terms-field.tsx'

/** A new person brings an organization; one who was invited comes into one. */
const loadPerson = async (isInvited: boolean) => {
  const { OrganizationName, Register } = await import('@hub/api/schemas/auth')
  return Register.omit({ timeZone: true, invitationToken: true }).extend({
    organizationName: isInvited ? OrganizationName.optional() : OrganizationName,
  })
}

export interface SignUpFormProps {
  passwordPolicy: PasswordPolicy
  /** The address is given and the organization is there already. */
  invitation?: { token: string; email: string } | undefined
}

/** A new person: with a new organization, or into one that invited them. */
export function SignUpForm({ passwordPolicy, invitation }: SignUpFormProps) {
  const navigate = useNavigate()
  const register = useMutation(useTRPC().auth.register.mutationOptions())
  const form = useSchemaForm(() => loadPerson(invitation !== undefined), {
    email: invitation?.email ?? '',
    name: '',
    password: '',
  })
  const { errors } = form.formState
  const password = useWatch({ control: form.control, name: 'password' }) ?? ''
  const submit = form.handleSubmit(async (person) => {
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      await register.mutateAsync({
        ...person,
        timeZone,
        ...(invitation && { invitationToken: invitation.token }),
      })
      // The invitation came to this address, so it needs no second mail to confirm it.
      if (invitation) await navigate({ to: '/sign-in', search: { email: person.email, news: 'confirmed' } })
      else await navigate({ to: '/check-mail', search: { email: person.email } })
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
      foot={
        <>
          <GoogleButton
            label="Continue with Google"
            next={invitation && `/invite?token=${encodeURIComponent(invitation.token)}`}
          />
          <p className="text-center text-text-2">
            Have an account? <Link to="/sign-in">Sign in</Link>
          </p>
        </>
      }
    >
      <Field label="Your name" error={errors.name?.message}>
        <Input {...form.register('name')} size="lg" autoComplete="name" autoFocus />
      </Field>
      <Field label="Email" error={errors.email?.message}>
        <Input
          {...form.register('email')}
          size="lg"
          type="email"
          autoComplete="username"
          readOnly={invitation !== undefined}
        />
      </Field>
      {!invitation && (
        <Field
          label="Organization"
          hint="The name of your business."
          error={errors.organizationName?.message}
        >
          <Input {...form.register('organizationName')} size="lg" autoComplete="organization" />
        </Field>
      )}
      <NewPasswordField
        size="lg"
        policy={passwordPolicy}
        value={password}
        error={errors.password?.message}
        input={form.register('password')}
      />
      <TermsField error={errors.acceptTerms?.message} input={form.register('acceptTerms')} />
    </FormFrame>
  )
}
