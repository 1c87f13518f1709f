import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useWatch } from 'react-hook-form'
import { signIn } from '../../auth.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { NewPasswordField } from '../../components/new-password-field.tsx'
import type { PasswordPolicy } from '../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { useTRPC } from '../../trpc.ts'

/** Programs may leave the name of the organization out; a person is asked for it. */
const loadFirstAdmin = async () => {
  const { ClaimFirstAdmin, OrganizationName } = await import('@hub/api/schemas/auth')
  return ClaimFirstAdmin.omit({ token: true, timeZone: true }).extend({ organizationName: OrganizationName })
}

/** The first administrator; signed in as soon as the account is there. */
export function SetupForm({ token, passwordPolicy }: { token: string; passwordPolicy: PasswordPolicy }) {
  const router = useRouter()
  const claim = useMutation(useTRPC().auth.claimFirstAdmin.mutationOptions())
  const form = useSchemaForm(loadFirstAdmin, { email: '', name: '', password: '' })
  const { errors } = form.formState
  const value = useWatch({ control: form.control, name: 'password' }) ?? ''
  const submit = form.handleSubmit(async (person) => {
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const { email } = await claim.mutateAsync({ ...person, token, timeZone })
      await signIn({ email, password: person.password, remember: true })
      router.options.context.hubs.clear()
      await router.navigate({ to: '/' })
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Create the administrator"
      pendingLabel="Setting up"
    >
      <Field label="Your name" error={errors.name?.message}>
        <Input {...form.register('name')} size="lg" autoComplete="name" autoFocus />
      </Field>
      <Field label="Email" error={errors.email?.message}>
        <Input {...form.register('email')} size="lg" type="email" autoComplete="username" />
      </Field>
      <Field label="Organization" hint="The name of your business." error={errors.organizationName?.message}>
        <Input {...form.register('organizationName')} size="lg" autoComplete="organization" />
      </Field>
      <NewPasswordField
        size="lg"
        policy={passwordPolicy}
        value={value}
        error={errors.password?.message}
        input={form.register('password')}
      />
    </FormFrame>
  )
}
