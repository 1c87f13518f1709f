import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/security/sites')).AddSite.pick({ address: true })

interface AddWebsiteProps {
  onAdded: (id: string) => void
  onClose: () => void
}

/** Asks for the name of a website. */
export function AddWebsite({ onAdded, onClose }: AddWebsiteProps) {
  const { trpc, queryClient } = useHub()
  const add = useMutation(trpc.modules.security.sites.add.mutationOptions())
  const form = useSchemaForm(loadSchema, { address: '' })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ address }) => {
    try {
      const { id, host } = await add.mutateAsync({ address, idempotencyKey: newKey() })
      void queryClient.invalidateQueries(trpc.modules.security.pathFilter())
      showToast(`Added ${host}.`)
      onAdded(id)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Add a website"
      description="Nothing is looked at before you have it scanned."
      submitLabel="Add"
      pendingLabel="Adding"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Website" hint="Such as tideandfennel.example." error={errors.address?.message}>
        <Input
          {...form.register('address')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
    </FormDialog>
  )
}
