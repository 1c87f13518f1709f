import { ChangePassword } from '@hub/api/schemas/auth'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { PasswordInput } from '@hub/ui/password-input'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { useHub } from '../../../../account.ts'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { NewPasswordField } from '../../../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

const NewPassword = ChangePassword.pick({ currentPassword: true, password: true })

/** The password, what protects besides it, and where the person is signed in. */
export function SignInSettings() {
  return (
    <div className="flex flex-col gap-4">
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </div>
  )
}

function PasswordCard() {
  const trpc = useTRPC()
  const { queryClient } = useHub()
  const { data } = useQuery(trpc.auth.registration.queryOptions({}, { staleTime: Infinity }))
  const change = useMutation(trpc.auth.changePassword.mutationOptions())
  const form = useSchemaForm(NewPassword, { currentPassword: '', password: '' })
  const { errors } = form.formState
  const value = useWatch({ control: form.control, name: 'password' }) ?? ''
  const submit = form.handleSubmit(async (passwords) => {
    try {
      await change.mutateAsync({ ...passwords, idempotencyKey: newKey() })
      form.reset()
      showToast('Your password is changed. You are signed out everywhere else.')
      void queryClient.invalidateQueries(trpc.auth.sessions.pathFilter())
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <Card title="Password">
      <FormFrame
        state={form.formState}
        onSubmit={submit}
        submitLabel="Change password"
        pendingLabel="Saving"
        submit="plain"
      >
        <Field label="Current password" error={errors.currentPassword?.message}>
          <PasswordInput {...form.register('currentPassword')} autoComplete="current-password" />
        </Field>
        <NewPasswordField
          label="New password"
          policy={data?.passwordPolicy ?? 'default'}
          value={value}
          error={errors.password?.message}
          input={form.register('password')}
        />
      </FormFrame>
    </Card>
  )
}
