import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { refreshMe, useMe, useOrganization } from '../../../../account.ts'
import { onlyEdited, useEditForm } from '../../../../components/edit-form.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { AvatarCard } from './avatar-card.tsx'
import { PreferencesCard } from './preferences-card.tsx'
import { CreditAccountCard, RightsCard } from './rights-card.tsx'
import { zoneOptions } from './zone-options.ts'

const loadProfile = async () =>
  (await import('@hub/api/schemas/auth')).UpdateProfile.pick({ name: true, timeZone: true }).required()

// A chart, which the rest of the page does not wait for.
const OwnUsageCard = lazyPart(async () => (await import('./own-usage-card.tsx')).OwnUsageCard)

/** Who the person is, how the pages are for them, and what they may and did do. */
export function ProfileSettings() {
  return (
    <div className="flex flex-col gap-4">
      <AvatarCard />
      <NameCard />
      <PreferencesCard />
      <RightsCard />
      <CreditAccountCard />
      <Suspense
        fallback={
          <Waiting>
            <Skeleton className="h-[280px] w-full" />
          </Waiting>
        }
      >
        <OwnUsageCard />
      </Suspense>
    </div>
  )
}

/** Name and time zone of the person. */
function NameCard() {
  const { user } = useMe()
  const organization = useOrganization()
  const router = useRouter()
  const update = useMutation(useTRPC().auth.updateProfile.mutationOptions())
  const { form, edits } = useEditForm(loadProfile, {
    place: 'settings.profile',
    saved: { name: user.name, timeZone: user.timeZone ?? organization.timeZone },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit(async (profile) => {
    if (edits.conflicts.length > 0) return
    const typed = form.getValues()
    try {
      await update.mutateAsync({ ...onlyEdited(profile, edits.edited), idempotencyKey: newKey() })
      await refreshMe(router.options.context.hubs)
      edits.settle(typed)
      showToast('Saved.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <Card title="Profile">
      <FormFrame
        state={form.formState}
        onSubmit={submit}
        submitLabel="Save"
        pendingLabel="Saving"
        submit="primary"
      >
        <FormEdits edits={edits} labels={{ name: 'Name', timeZone: 'Time zone' }} />
        <Field label="Name" error={errors.name?.message}>
          <Input {...form.register('name')} autoComplete="name" />
        </Field>
        <Field
          label="Email"
          aside={
            <Status tone={user.isEmailVerified ? 'success' : 'warning'}>
              {user.isEmailVerified ? 'Confirmed' : 'Not confirmed'}
            </Status>
          }
        >
          <Input value={user.email} readOnly autoComplete="email" />
        </Field>
        <Field label="Time zone" hint="Times are shown in this time zone." error={errors.timeZone?.message}>
          <NativeSelect {...form.register('timeZone')} options={zoneOptions(user.timeZone)} />
        </Field>
      </FormFrame>
    </Card>
  )
}
