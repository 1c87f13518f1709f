import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { refreshMe, useMe } from '../../../../account.ts'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadPreferences = async () =>
  (await import('@hub/api/schemas/auth')).Preferences.pick({ startPage: true, density: true }).required()

const startPages = [
  { value: 'dashboard', label: 'Dashboard' },
  { value: 'tasks', label: 'Tasks' },
  { value: 'assistant', label: 'Assistant' },
]
const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact: more on one screen' },
]

/** How the pages are for this person, on every device. */
export function PreferencesCard() {
  const { startPage = 'dashboard', density = 'comfortable' } = useMe().user.preferences
  const router = useRouter()
  const update = useMutation(useTRPC().auth.updateProfile.mutationOptions())
  const form = useSchemaForm(loadPreferences, { startPage, density })
  const submit = form.handleSubmit(async (preferences) => {
    try {
      await update.mutateAsync({ preferences, idempotencyKey: newKey() })
      await refreshMe(router.options.context.hubs)
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
        <Field label="Start page" hint="Where the hub opens." error={errors.startPage?.message}>
          <NativeSelect {...form.register('startPage')} options={startPages} />
        </Field>
        <Field label="Density" error={errors.density?.message}>
          <NativeSelect {...form.register('density')} options={densities} />
        </Field>
      </FormFrame>
    </Card>
  )
}
