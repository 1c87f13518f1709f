import { Checkbox } from '@hub/ui/checkbox'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useWatch } from 'react-hook-form'
import { FormFrame } from '../../components/form-frame.tsx'
import { NewPasswordField } from '../../components/new-password-field.tsx'
import type { PasswordPolicy } from '../../components/new-password-field.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { useTRPC } from '../../trpc.ts'

const loadNewPassword = async () =>
  (await import('@hub/api/schemas/auth')).ResetPassword.pick({ password: true, endPrograms: true })

/** The new password for the account that the link belongs to. */
export function ResetForm({ token, passwordPolicy }: { token: string; passwordPolicy: PasswordPolicy }) {
  const navigate = useNavigate()
  const reset = useMutation(useTRPC().auth.resetPassword.mutationOptions())
  const form = useSchemaForm(loadNewPassword, { password: '', endPrograms: false })
  const { errors } = form.formState
  const value = useWatch({ control: form.control, name: 'password' }) ?? ''
  const submit = form.handleSubmit(async (given) => {
    try {
      await reset.mutateAsync({ token, ...given })
      await navigate({ to: '/sign-in', search: { news: 'password-changed' } })
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
      foot={
        <p className="text-center text-text-2">
          Link too old? <Link to="/forgot">Send a new one</Link>
        </p>
      }
    >
      <NewPasswordField
        label="New password"
        size="lg"
        policy={passwordPolicy}
        value={value}
        error={errors.password?.message}
        input={form.register('password')}
      />
      <Checkbox
        {...form.register('endPrograms')}
        label="End my API keys and connected applications too"
        hint="They go on working otherwise. Tick this if somebody else may have been in your account."
      />
    </FormFrame>
  )
}
