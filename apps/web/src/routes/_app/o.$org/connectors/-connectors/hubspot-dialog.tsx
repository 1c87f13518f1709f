import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ConnectProps } from './connectors-types.ts'
import { leaveFor } from './leave-for.ts'
import { PersonalChoice } from './personal-choice.tsx'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/connectors/connections')).BeginConnection.pick({
    withPersonal: true,
  })

/** Sends the person to HubSpot, where they choose the account and allow it. */
export function HubspotDialog({ withPersonal = false, onClose }: ConnectProps) {
  const { trpc } = useHub()
  const begin = useMutation(trpc.connectors.connections.begin.mutationOptions())
  const form = useSchemaForm(loadSchema, { withPersonal })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (chosen) => {
    try {
      const { url } = await begin.mutateAsync({ provider: 'hubspot', ...chosen, idempotencyKey: newKey() })
      await leaveFor(url)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Connect HubSpot"
      description="You go to HubSpot, choose your account, see what the hub may read, and allow it there. Then you come back here."
      submitLabel="Go to HubSpot"
      pendingLabel="Going"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <PersonalChoice
        {...form.register('withPersonal')}
        label="Bring in names, e-mail addresses, phone numbers and towns of contacts"
        hint="Without them contacts are numbers, and their deals still add up."
      />
    </FormDialog>
  )
}
