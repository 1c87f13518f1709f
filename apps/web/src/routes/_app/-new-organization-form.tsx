import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useMutation } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshMe, useMe } from '../../account.ts'
import { usePersonDraftName } from '../../components/draft.ts'
import { useKeptForm } from '../../components/form-draft.ts'
import { FormFrame } from '../../components/form-frame.tsx'
import { showRefusal } from '../../form.ts'
import { newKey } from '../../idempotency.ts'
import { useTRPC } from '../../trpc.ts'

const loadNewOrganization = async () =>
  (await import('@hub/api/schemas/organizations')).CreateOrganization.pick({ name: true })

/** Names a new organization and goes there. */
export function NewOrganizationForm() {
  const router = useRouter()
  const { hubs } = router.options.context
  const hasOthers = useMe().organizations.length > 0
  const create = useMutation(useTRPC().organizations.create.mutationOptions())
  const place = usePersonDraftName('organization.new')
  const { form, onDiscard, forget } = useKeptForm(loadNewOrganization, { name: place, empty: { name: '' } })
  const [idempotencyKey] = useState(newKey)
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const { slug } = await create.mutateAsync({ name, timeZone, idempotencyKey })
      forget()
      await refreshMe(hubs)
      await router.navigate({ to: '/o/$org', params: { org: slug } })
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onDiscard={onDiscard}
      onSubmit={submit}
      submitLabel="Create organization"
      pendingLabel="Creating it"
      foot={
        hasOthers ? (
          <Button size="lg" variant="ghost" block render={<Link to="/" />}>
            Back
          </Button>
        ) : (
          <p className="text-center text-text-2">
            Not starting one? <Link to="/account">Manage your account</Link>
          </p>
        )
      }
    >
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} size="lg" autoComplete="organization" autoFocus />
      </Field>
    </FormFrame>
  )
}
