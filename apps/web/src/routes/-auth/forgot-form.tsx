import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FormFrame } from '../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../form.ts'
import { useTRPC } from '../../trpc.ts'

const loadAddressOnly = async () => (await import('@hub/api/schemas/auth')).AddressOnly

/** Asks for the mail with the link; the answer never says whether there is such an account. */
export function ForgotForm() {
  const navigate = useNavigate()
  const forgot = useMutation(useTRPC().auth.forgotPassword.mutationOptions())
  const form = useSchemaForm(loadAddressOnly, { email: '' })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ email }) => {
    try {
      await forgot.mutateAsync({ email })
      await navigate({ to: '/check-mail', search: { email, for: 'reset' } })
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Send the link"
      pendingLabel="Sending"
      foot={
        <p className="text-center text-text-2">
          Remembered it? <Link to="/sign-in">Sign in</Link>
        </p>
      }
    >
      <Field label="Email" error={errors.email?.message}>
        <Input {...form.register('email')} size="lg" type="email" autoComplete="username" autoFocus />
      </Field>
    </FormFrame>
  )
}
