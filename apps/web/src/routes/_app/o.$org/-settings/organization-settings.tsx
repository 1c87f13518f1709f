import { Card } from '@hub/ui/card'
import { Properties, Property } from '@hub/ui/drawer'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Skeleton, SkeletonGate } from '@hub/ui/skeleton'
import { showToast } from '@hub/ui/toast'
import type { AppRouter } from '@hub/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { refreshMe, useCan, useHub } from '../../../../account.ts'
import { FailureState } from '../../../../components/failure-state.tsx'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { LimitsCard } from './limits-card.tsx'
import { SignInRuleCard } from './sign-in-rule-card.tsx'
import { zoneOptions } from './zone-options.ts'

type Organization = inferRouterOutputs<AppRouter>['organizations']['get']

const loadBasics = async () =>
  (await import('@hub/api/schemas/organizations')).UpdateOrganization.pick({
    name: true,
    timeZone: true,
    currency: true,
  }).required()

/** Name, time zone and currency; everybody may look, owners and admins may change them. */
export function OrganizationSettings() {
  const { trpc } = useHub()
  const canWrite = useCan('organization.write')
  const query = useQuery(trpc.organizations.get.queryOptions({}))
  if (query.isError && !query.data) {
    return (
      <FailureState error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <Card title="Organization">
        <SkeletonGate pending={query.isPending} skeleton={<Skeleton className="h-32 w-full" />}>
          {() => {
            if (!query.data) return null
            return canWrite ? (
              <BasicsForm organization={query.data} />
            ) : (
              <BasicsView organization={query.data} />
            )
          }}
        </SkeletonGate>
      </Card>
      {query.data && <SignInRuleCard organization={query.data} />}
      <LimitsCard />
    </div>
  )
}

function BasicsForm({ organization }: { organization: Organization }) {
  const { trpc, queryClient } = useHub()
  const router = useRouter()
  const update = useMutation(trpc.organizations.update.mutationOptions())
  const { name, timeZone, currency } = organization
  const form = useSchemaForm(loadBasics, { name, timeZone, currency })
  const { errors } = form.formState
  const submit = form.handleSubmit(async (basics) => {
    try {
      const { version } = organization
      const saved = await update.mutateAsync({ ...basics, version, idempotencyKey: newKey() })
      queryClient.setQueryData(trpc.organizations.get.queryKey({}), saved)
      await refreshMe(router.options.context.hubs)
      showToast('Saved.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Save"
      pendingLabel="Saving"
      submit="primary"
    >
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="organization" />
      </Field>
      <Field
        label="Time zone"
        hint="Due days and times are meant in this zone."
        error={errors.timeZone?.message}
      >
        <NativeSelect {...form.register('timeZone')} options={zoneOptions(timeZone)} />
      </Field>
      <Field label="Currency" hint="Three letters, such as EUR." error={errors.currency?.message}>
        <Input
          {...form.register('currency', { setValueAs: (value: string) => value.trim().toUpperCase() })}
          className="max-w-28 uppercase"
          maxLength={3}
          autoComplete="off"
        />
      </Field>
    </FormFrame>
  )
}

function BasicsView({ organization }: { organization: Organization }) {
  return (
    <Properties>
      <Property name="Name">{organization.name}</Property>
      <Property name="Time zone">{organization.timeZone}</Property>
      <Property name="Currency">{organization.currency}</Property>
    </Properties>
  )
}
