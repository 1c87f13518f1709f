import { findCompetitorsMicro } from '@hub/api/schemas/shared/check-prices'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { PriceTag } from '@hub/ui/price-tag'
import { Progress } from '@hub/ui/progress'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useFollowedJob } from './use-followed-job.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/marketplace/competitors')).FindCompetitors.pick({
    what: true,
    near: true,
    radiusKm: true,
  })

const radii = [1, 2, 5, 10, 16, 30, 50].map((km) => ({
  value: String(km),
  label: km === 16 ? '16 km (10 miles)' : `${km} km`,
}))
const USUAL = 16

/** Under which the job of the search is kept, so that it is followed after a look at another page. */
const SEARCH = ['marketplace', 'find'] as const

/** What kind of business, and where; the search goes on by itself. */
export function FindCompetitors() {
  const { trpc, queryClient } = useHub()
  const find = useMutation(trpc.modules.marketplace.competitors.find.mutationOptions())
  const form = useSchemaForm(loadSchema, { what: '', near: '', radiusKm: USUAL })
  const { isUnderWay, share, note } = useFollowedJob(SEARCH, (job) => {
    if (job?.status === 'done') showToast('The search is done.')
    if (job?.status === 'dead') showErrorToast(job.error?.message ?? 'The search could not be done.')
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (wish) => {
    if (isUnderWay) return
    try {
      const { jobId } = await find.mutateAsync({ ...wish, idempotencyKey: newKey() })
      queryClient.setQueryData<string | null>(SEARCH, jobId)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <Card title="Find competitors">
      <form
        noValidate
        aria-label="Find competitors"
        className="flex flex-col gap-3"
        onSubmit={(event) => void submit(event)}
      >
        <FormRefusal errors={errors} />
        <div className="grid items-start gap-3 tablet:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_170px]">
          <Field label="Kind of business" hint="Such as coffee roaster." error={errors.what?.message}>
            <Input {...form.register('what')} autoComplete="off" />
          </Field>
          <Field label="Near" hint="A town and its country, or an address." error={errors.near?.message}>
            <Input {...form.register('near')} autoComplete="off" />
          </Field>
          <Field label="Within" error={errors.radiusKm?.message}>
            <NativeSelect options={radii} {...form.register('radiusKm', { valueAsNumber: true })} />
          </Field>
        </div>
        <span className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" pending={isSubmitting || isUnderWay} pendingLabel="Looking">
            <Search aria-hidden="true" />
            Find competitors
          </Button>
          <PriceTag micro={findCompetitorsMicro} />
        </span>
        {isUnderWay && (
          <div role="status">
            <Progress label={note ?? 'Looking'} value={share} hint="You can leave this page." />
          </div>
        )}
      </form>
    </Card>
  )
}
