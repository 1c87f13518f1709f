import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ConnectProps } from './connectors-types.ts'
import { PersonalChoice } from './personal-choice.tsx'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/connectors/connections')).UseKey.pick({
    key: true,
    withPersonal: true,
  })

const steps = [
  'At Stripe, open Developers, then API keys, and press Create restricted key.',
  'Set Customers, Charges and Events to Read, and leave everything else at None.',
  'Create the key, and paste it here.',
]

/** Takes a key that somebody made for it. */
export function StripeDialog({ withPersonal = false, onConnected, onClose }: ConnectProps) {
  const { trpc, queryClient } = useHub()
  const connect = useMutation(trpc.connectors.connections.useKey.mutationOptions())
  const form = useSchemaForm(loadSchema, { key: '', withPersonal })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (chosen) => {
    try {
      const { id, title } = await connect.mutateAsync({
        provider: 'stripe',
        ...chosen,
        idempotencyKey: newKey(),
      })
      void queryClient.invalidateQueries(trpc.connectors.pathFilter())
      showToast(`Connected ${title}.`)
      onConnected(id)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Connect Stripe"
      description="With a restricted key of your account that may only read."
      submitLabel="Connect"
      pendingLabel="Trying the key"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-text-2 marker:text-text-3">
        {steps.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ol>
      <Field
        label="Restricted key"
        hint="It begins with rk_live_ or rk_test_. It is kept sealed and never shown again."
        error={errors.key?.message}
      >
        <Input {...form.register('key')} type="password" autoComplete="off" autoFocus />
      </Field>
      <PersonalChoice {...form.register('withPersonal')} />
    </FormDialog>
  )
}
