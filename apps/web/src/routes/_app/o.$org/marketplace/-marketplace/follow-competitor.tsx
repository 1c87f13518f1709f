import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Competitor } from './price-types.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/marketplace/competitors')).FollowCompetitor.pick({ name: true })

interface FollowCompetitorProps {
  competitor: Competitor
  onClose: () => void
}

/** Asks under which name a competitor is kept. */
export function FollowCompetitor({ competitor, onClose }: FollowCompetitorProps) {
  const { trpc, queryClient } = useHub()
  const { marketplace } = trpc.modules
  const follow = useMutation(marketplace.competitors.follow.mutationOptions())
  const form = useSchemaForm(loadSchema, { name: competitor.name })
  const { errors, isSubmitting } = form.formState
  const isFollowed = competitor.state === 'followed'
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      const kept = await follow.mutateAsync({ id: competitor.id, name, idempotencyKey: newKey() })
      showToast(isFollowed ? `Kept as ${kept.name}.` : `You follow ${kept.name}.`)
      onClose()
      await queryClient.invalidateQueries(marketplace.pathFilter())
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={isFollowed ? 'Rename a competitor' : 'Follow a competitor'}
      description="It stays under the name you call it by."
      submitLabel={isFollowed ? 'Save' : 'Follow'}
      pendingLabel={isFollowed ? 'Saving' : 'Following'}
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" autoFocus />
      </Field>
    </FormDialog>
  )
}
