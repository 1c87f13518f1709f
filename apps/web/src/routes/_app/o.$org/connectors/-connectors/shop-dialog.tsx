import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
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
    shop: true,
    withPersonal: true,
  })

/** Asks for the shop, and sends the person there to allow it. */
export function ShopDialog({ account = '', withPersonal = false, onClose }: ConnectProps) {
  const { trpc } = useHub()
  const begin = useMutation(trpc.connectors.connections.begin.mutationOptions())
  const form = useSchemaForm(loadSchema, { shop: account, withPersonal })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (chosen) => {
    try {
      const { url } = await begin.mutateAsync({ provider: 'shopify', ...chosen, idempotencyKey: newKey() })
      await leaveFor(url)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Connect Shopify"
      description="You go to your shop, see what the hub may read, and allow it there. Then you come back here."
      submitLabel="Go to Shopify"
      pendingLabel="Going"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field
        label="Address of the shop"
        hint="Such as tide-and-fennel.myshopify.com. Shopify shows it under Settings, Domains."
        error={errors.shop?.message}
      >
        <Input
          {...form.register('shop')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <PersonalChoice {...form.register('withPersonal')} />
    </FormDialog>
  )
}
