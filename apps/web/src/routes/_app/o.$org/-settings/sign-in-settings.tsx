import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { PasswordInput } from '@hub/ui/password-input'
import { Skeleton, SkeletonGate } from '@hub/ui/skeleton'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { useHub } from '../../../../account.ts'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { NewPasswordField } from '../../../../components/new-password-field.tsx'
import type { PasswordPolicy } from '../../../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { GoogleCard } from './google-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { SetPasswordForm } from './set-password-form.tsx'

const loadNewPassword = async () =>
  (await import('@hub/api/schemas/auth')).ChangePassword.pick({ currentPassword: true, password: true })

/** The password, what protects besides it, and where the person is signed in. */
export function SignInSettings() {
  return (
    <div className="flex flex-col gap-4">
      <PasswordCard />
      <SecondFactorCard />
      <PasskeysCard />
      <GoogleCard />
      <SessionsCard />
    </div>
  )
}

function PasswordCard() {
  const { registration, google } = useTRPC().auth
  const policy = useQuery(registration.queryOptions({}, { staleTime: Infinity })).data?.passwordPolicy
  const { data, isPending } = useQuery(google.get.queryOptions({}))
  const Form = data?.hasPassword === false ? SetPasswordForm : ChangePasswordForm
  return (
    <Card title="Password">
      <SkeletonGate pending={isPending} skeleton={<Skeleton className="h-60 w-full" />}>
        {() => <Form policy={policy ?? 'default'} />}
      </SkeletonGate>
    </Card>
  )
}

function ChangePasswordForm({ policy }: { policy: PasswordPolicy }) {
  const trpc = useTRPC()
  const { queryClient } = useHub()
  const change = useMutation(trpc.auth.changePassword.mutationOptions())
  const form = useSchemaForm(loadNewPassword, { currentPassword: '', password: '' })
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
        policy={policy}
        value={value}
        error={errors.password?.message}
        input={form.register('password')}
      />
    </FormFrame>
  )
}
