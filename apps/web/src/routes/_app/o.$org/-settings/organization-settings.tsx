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
import { FormFrame } from '../../../../components/form-frame.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { LimitsCard } from './limits-card.tsx'
import { SignInRuleCard, UNPROTECTED } from './sign-in-rule-card.tsx'
import { zoneOptions } from './zone-options.ts'

type Organization = inferRouterOutputs<AppRouter>['organizations']['get']

const loadBasics = async () =>
  (await import('@hub/api/schemas/organizations')).UpdateOrganization.pick({
    name: true,
    timeZone: true,
    currency: true,
  }).required()

/** What holds for the organization; everybody may look, owners and admins may change it. */
export function OrganizationSettings() {
  const { trpc } = useHub()
  const organization = useQuery(trpc.organizations.get.queryOptions({}))
  const limits = useQuery(trpc.credits.limits.queryOptions())
  const enabled = useCan('member.write')
  const members = useQuery(trpc.organizations.members.list.queryOptions(UNPROTECTED, { enabled }))
  const isAnswered = organization.isFetched && limits.isFetched && (members.isFetched || !enabled)
  return (
    // The cards come together: how high one is depends on what was answered, and those below it would move.
    <SkeletonGate pending={!isAnswered} skeleton={<CardSkeletons />}>
      {() => (
        <Loaded query={organization} failed="The settings could not be read" skeleton={<CardSkeletons />}>
          {(data) => (
            <div className="flex flex-col gap-4">
              <BasicsCard organization={data} />
              <SignInRuleCard organization={data} unprotected={members.data} />
              <LimitsCard query={limits} />
            </div>
          )}
        </Loaded>
      )}
    </SkeletonGate>
  )
}

const CardSkeletons = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-[280px] w-full" />
    <Skeleton className="h-40 w-full" />
    <Skeleton className="h-[280px] w-full" />
  </div>
)

/** Name, time zone and currency. */
function BasicsCard({ organization }: { organization: Organization }) {
  const Basics = useCan('organization.write') ? BasicsForm : BasicsView
  return (
    <Card title="Organization">
      <Basics organization={organization} />
    </Card>
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
