import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { useHub } from '../../../../account.ts'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { NewPasswordField } from '../../../../components/new-password-field.tsx'
import type { PasswordPolicy } from '../../../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadPassword = async () => (await import('@hub/api/schemas/auth')).SetPassword.pick({ password: true })

/** A first password, for whom Google or a passkey has let in so far. */
export function SetPasswordForm({ policy }: { policy: PasswordPolicy }) {
  const { auth } = useTRPC()
  const { queryClient } = useHub()
  const set = useMutation(auth.setPassword.mutationOptions())
  const form = useSchemaForm(loadPassword, { password: '' })
  const { errors } = form.formState
  const value = useWatch({ control: form.control, name: 'password' }) ?? ''
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await set.mutateAsync({ password, idempotencyKey: newKey() })
      showToast('Your password is set. You are signed out everywhere else.')
      void queryClient.invalidateQueries(auth.google.pathFilter())
      void queryClient.invalidateQueries(auth.sessions.pathFilter())
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Set password"
      pendingLabel="Saving"
      submit="plain"
    >
      <p className="text-13 text-text-2">
        You have no password yet. With one you can sign in without Google.
      </p>
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
