import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { refreshMe, useMe, useOrganization } from '../../../../account.ts'
import { onlyEdited, useEditForm } from '../../../../components/edit-form.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { startPages } from '../../../../shell/start-page.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadPreferences = async () =>
  (await import('@hub/api/schemas/auth')).Preferences.pick({ startPage: true, density: true }).required()

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact: more on one screen' },
]

/** How the pages are for this person, on every device. */
export function PreferencesCard() {
  const me = useMe()
  const { startPage = 'dashboard', density = 'comfortable' } = me.user.preferences
  const pages = startPages(me, useOrganization()).map(({ name, label }) => ({ value: name, label }))
  // One that is closed to them here may be open in another of their organizations.
  if (!pages.some(({ value }) => value === startPage))
    pages.push({ value: startPage, label: `${startPage}, closed to you here` })
  const wordsOf = (value: unknown) => [...pages, ...densities].find((one) => one.value === value)?.label ?? ''
  const router = useRouter()
  const update = useMutation(useTRPC().auth.updateProfile.mutationOptions())
  const { form, edits } = useEditForm(loadPreferences, {
    place: 'settings.preferences',
    saved: { startPage, density },
  })
  const submit = form.handleSubmit(async (chosen) => {
    if (edits.conflicts.length > 0) return
    const typed = form.getValues()
    try {
      const preferences = onlyEdited(chosen, edits.edited)
      await update.mutateAsync({ preferences, idempotencyKey: newKey() })
      await refreshMe(router.options.context.hubs)
      edits.settle(typed)
      showToast('Saved.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  const { errors } = form.formState
  return (
    <Card title="Preferences">
      <FormFrame
        state={form.formState}
        onSubmit={submit}
        submitLabel="Save preferences"
        pendingLabel="Saving"
        submit="plain"
      >
        <FormEdits edits={edits} labels={{ startPage: 'Start page', density: 'Density' }} words={wordsOf} />
        <Field label="Start page" hint="Where the hub opens." error={errors.startPage?.message}>
          <NativeSelect {...form.register('startPage')} options={pages} />
        </Field>
        <Field label="Density" error={errors.density?.message}>
          <NativeSelect {...form.register('density')} options={densities} />
        </Field>
      </FormFrame>
    </Card>
  )
}
